import BelfryModel
import Foundation
import Testing

@testable import BelfryIngest

/// The corpus of InfluxDB's own decoder: valid lines with their numbers and times, and lines that are invalid.
///
/// It is not part of the repository, see ``PayloadCorpus``.
@Suite struct LineProtocolCorpusTests {
    private struct Corpus: Decodable {
        var valid: [Valid]
        var invalid: [Invalid]
    }

    private struct Valid: Decodable {
        struct Output: Decodable { var result: [Point] }
        var input: Input
        var output: Output
    }

    private struct Invalid: Decodable {
        var input: Input
    }

    private struct Input: Decodable {
        enum Keys: String, CodingKey { case key, text }
        struct Binary: Decodable { var binary: Data }
        var key: String
        var bytes: [UInt8]

        init(from decoder: any Decoder) throws {
            let keys = try decoder.container(keyedBy: Keys.self)
            key = try keys.decode(String.self, forKey: .key)
            if let text = try? keys.decode(String.self, forKey: .text) {
                bytes = Array(text.utf8)
            } else {
                bytes = Array(try keys.decode(Binary.self, forKey: .text).binary)
            }
        }
    }

    private struct Point: Decodable {
        struct Field: Decodable { var value: Value }
        struct Value: Decodable {
            var float: Double?
            var int: Int64?
            var uint: UInt64?
            var bool: Bool?
        }
        var time: Int64
        var fields: [Field]

        var numbers: [Double] {
            fields.compactMap { field in
                field.value.float ?? field.value.int.map(Double.init) ?? field.value.uint.map(Double.init)
                    ?? field.value.bool.map { $0 ? 1 : 0 }
            }
        }
    }

    @Test(.enabled(if: PayloadCorpus.folder != nil)) func theCorpusIsDecodedAsByItsOwnDecoder() throws {
        let folder = try #require(PayloadCorpus.folder)
        let data = try Data(contentsOf: folder.appending(path: "influx/line-protocol-corpus-dev.json"))
        let corpus = try JSONDecoder().decode(Corpus.self, from: data)
        for example in corpus.valid {
            let drafts = drafts(of: example.input.bytes)
            let points = example.output.result.filter { !$0.numbers.isEmpty }
            #expect(drafts.values == points.flatMap(\.numbers), "\(example.input.key)")
            let times = points.flatMap { point in
                point.numbers.map { _ in DraftTime.at(Timestamp(nanoseconds: point.time)) }
            }
            for (own, theirs) in zip(drafts.times, times) where own != .none {
                #expect(own == theirs, "\(example.input.key)")
            }
            #expect(drafts.outcome != .malformed, "\(example.input.key)")
        }
        for example in corpus.invalid {
            #expect(drafts(of: example.input.bytes).outcome == .malformed, "\(example.input.key)")
        }
        print("line protocol corpus: \(corpus.valid.count) valid, \(corpus.invalid.count) invalid lines")
    }

    private func drafts(of bytes: [UInt8]) -> (outcome: Outcome, values: [Double], times: [DraftTime]) {
        let feed = Feed(.below("env", .influx), index: 0)
        var buffer = DecodingBuffer()
        buffer.begin(.influx)
        bytes.withUnsafeBytes { payload in
            [UInt8]("env/x".utf8).withUnsafeBufferPointer { topic in
                let context = DecodingContext(
                    feed: feed,
                    topic: topic,
                    topicHash: 0,
                    arrival: Scene.noon,
                    topicNamesQuantity: false,
                    lane: .session
                )
                LineProtocolDecoder.decode(payload, context, into: &buffer)
            }
        }
        return (buffer.outcome, buffer.drafts.map(\.value), buffer.drafts.map(\.time))
    }
}
