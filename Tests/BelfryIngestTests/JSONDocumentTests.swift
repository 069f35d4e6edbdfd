import Testing

@testable import BelfryIngest

/// What the reader of JSON lets through and what it refuses, after RFC 8259.
@Suite struct JSONDocumentTests {
    @Test(arguments: [
        "null", "true", "false", "0", "-0", "-0.0", "1e5", "1E+05", "12.5e-3", "\"\"", "\"a\"", "[]", "{}", " [ ] ",
        "\u{FEFF}{}", "[1,2,3]", "{\"a\":1,\"b\":[{\"c\":null}]}", "\"\\u0041\\n\\/\\\"\"", "\"\\ud83d\\ude00\"",
        "\"grüße 😀\"", "\r\n\t 1 ", "1e400", "123456789012345678901234567890", "\"0123456789abcdef\\\\\"",
        "{\"\":1,\" \":2}",
    ])
    func validDocuments(_ text: String) {
        #expect(fault(text) == nil)
    }

    @Test(
        arguments: [
            ("", .unexpectedEnd, 0), ("  ", .unexpectedEnd, 2), ("{", .unexpectedEnd, 1), ("[1", .unexpectedEnd, 2),
            ("[1,", .unexpectedEnd, 3), ("{\"a\"", .unexpectedEnd, 4), ("{\"a\":", .unexpectedEnd, 5),
            ("\"abc", .unexpectedEnd, 4), ("\"abc\\", .unexpectedEnd, 5), ("\"\\u12", .unexpectedEnd, 5),
            ("tru", .unexpectedEnd, 3), ("-", .unexpectedEnd, 1), ("1.", .unexpectedEnd, 2), ("1e", .unexpectedEnd, 2),
            ("trux", .unexpectedByte, 3), ("[1,]", .unexpectedByte, 3), ("{,}", .unexpectedByte, 1),
            ("{\"a\":1,}", .unexpectedByte, 7), ("{a:1}", .unexpectedByte, 1), ("[1 2]", .unexpectedByte, 3),
            ("'a'", .unexpectedByte, 0), ("+1", .unexpectedByte, 0), (".5", .unexpectedByte, 0),
            ("[1}", .unexpectedByte, 2), ("1 2", .trailingBytes, 2), ("{}}", .trailingBytes, 2),
            ("0x10", .trailingBytes, 1),
            ("01", .badNumber, 0), ("-01", .badNumber, 0), ("1.x", .badNumber, 2), ("1ex", .badNumber, 2),
            ("NaN", .notFinite, 0), ("[1,Infinity]", .notFinite, 3), ("-Infinity", .notFinite, 0),
            ("\"\\x\"", .badEscape, 1), ("\"\\u12g4\"", .badEscape, 1), ("\"\u{1}\"", .controlCharacter, 1),
            ("\"0123456\n\"", .controlCharacter, 8), ("\"\\ud800\"", .loneSurrogate, 1),
            ("\"\\ude00\"", .loneSurrogate, 1),
            ("\"\\ud800\\u0041\"", .loneSurrogate, 1), ("{\"a\":1,\"a\":2}", .duplicateKey, 7),
            ("{\"a\":1,\"\\u0061\":2}", .duplicateKey, 0),
        ] as [(String, JSONFault.Kind, Int)]
    )
    func brokenDocuments(_ text: String, _ kind: JSONFault.Kind, _ offset: Int) {
        #expect(fault(text) == JSONFault(kind: kind, offset: offset))
    }

    @Test(
        arguments: [
            [0x22, 0xFF, 0x22], [0x22, 0xC0, 0xAF, 0x22], [0x22, 0xE0, 0x80, 0x80, 0x22],
            [0x22, 0xED, 0xA0, 0x80, 0x22],
            [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], [0x22, 0xE2, 0x82, 0x22], [0x22, 0x80, 0x22],
        ] as [[UInt8]]
    )
    func textThatIsNotUTF8(_ bytes: [UInt8]) {
        #expect(fault(bytes)?.kind == .notUTF8)
    }

    @Test func nestingEndsAtTheCap() {
        let deepest = String(repeating: "[", count: 32) + String(repeating: "]", count: 32)
        #expect(fault(deepest) == nil)
        #expect(fault("[\(deepest)]")?.kind == .tooDeep)
        #expect(fault(String(repeating: "{\"a\":", count: 60_000))?.kind == .tooDeep)
    }

    @Test func manyKeysAreComparedToo() {
        let keys = (0..<5_000).map { "\"k\($0)\":1" }
        #expect(fault("{\(keys.joined(separator: ","))}") == nil)
        #expect(fault("{\((keys + ["\"k17\":2"]).joined(separator: ","))}")?.kind == .duplicateKey)
    }

    @Test func valuesAreFoundByKeyAndOrder() {
        let text = "{\"a\":[10,{\"b\":\"x\"},[ ]],\"c\":{\"d\":null},\"\\u0065\":true}"
        parse(text) { root in
            #expect(root.count == 3)
            #expect(root["a"]?.count == 3)
            #expect(root["a"]?.elements.map(\.kind) == [.number, .object, .array])
            #expect(root["c"]?["d"]?.kind == .null)
            #expect(root["e"]?.kind == .true)
            #expect(root["f"] == nil)
        }
    }

    @Test func escapedTextIsComparedUnescaped() {
        parse("\"a\\u00e9\\t\\ud83d\\ude00\"") { value in
            #expect(value.string == "aé\t😀")
            #expect(value.isText("aé\t😀"))
            #expect(!value.isText("aé\t"))
        }
    }

    @Test(arguments: ["/a/0", "/a/1/b", "/c/d", "/m~1n", "/k~0l", "/", ""])
    func pointersThatFindSomething(_ text: String) {
        parse("{\"a\":[10,{\"b\":\"x\"}],\"c\":{\"d\":null},\"m/n\":1,\"k~l\":2,\"\":3}") { root in
            #expect(pointer(text).resolve(in: root) != nil)
        }
    }

    @Test(arguments: ["/a/2", "/a/-1", "/a/01", "/a/-", "/b", "/c/d/e", "/a/b", "/a/99999999999999999999"])
    func pointersThatFindNothing(_ text: String) {
        parse("{\"a\":[10,{\"b\":\"x\"}],\"c\":{\"d\":null}}") { root in
            #expect(pointer(text).resolve(in: root) == nil)
        }
    }

    @Test(arguments: ["a", "/a~", "/a~2b", String(repeating: "/a", count: 33)])
    func textThatIsNoPointer(_ text: String) {
        #expect(throws: JSONPointer.Fault.self) { try JSONPointer(text) }
    }

    private func fault(_ text: String) -> JSONFault? {
        fault(Array(text.utf8))
    }

    private func fault(_ bytes: [UInt8]) -> JSONFault? {
        var document = JSONDocument()
        return bytes.withUnsafeBytes { bytes in
            do throws(JSONFault) {
                _ = try document.parse(bytes)
                return nil
            } catch {
                return error
            }
        }
    }

    private func parse(_ text: String, _ body: (JSONValue) -> Void) {
        var document = JSONDocument()
        Array(text.utf8).withUnsafeBytes { bytes in
            do throws(JSONFault) {
                body(try document.parse(bytes))
            } catch {
                Issue.record("\(error)")
            }
        }
    }
}
