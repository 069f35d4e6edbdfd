import Testing

@testable import belfry

@Suite("Text on a terminal")
struct TerminalTextTests {
    @Test("An escape sequence in a sensor's name cannot steer the terminal")
    func escapesAreNeutralised() {
        let name = "cam\u{1B}]0;owned\u{07}\u{1B}[2J\r\nfake line\u{9B}31m"
        let shown = TerminalText.neutralised(name)
        #expect(shown == "cam␛]0;owned␇␛[2J␍␊fake line\u{FFFD}31m")
        #expect(!shown.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) })
    }

    @Test("Faults one a line, each of them harmless")
    func linesStayLines() {
        let shown = TerminalText.neutralisedLines("a.yaml:1:2: one\nb.yaml:3:4: \u{1B}two\n")
        #expect(shown == "a.yaml:1:2: one\n  b.yaml:3:4: ␛two")
    }

    @Test("A name cannot turn the reading direction of the line")
    func bidirectionalOverridesAreNeutralised() {
        #expect(TerminalText.neutralised("\u{202E}gpj.exe\u{2066}") == "\u{FFFD}gpj.exe\u{FFFD}")
    }

    @Test(
        "Ordinary text of any script stays as it is",
        arguments: ["Sint-Gillis-Voorplein", "広場 2", "café e\u{301}", "👩‍🚒"]
    )
    func ordinaryTextStays(text: String) {
        #expect(TerminalText.neutralised(text) == text)
    }

    @Test("Columns are what the eye sees: wide, combining and joined characters")
    func columns() {
        #expect(TerminalText.columns("abc") == 3)
        #expect(TerminalText.columns("e\u{301}") == 1)
        #expect(TerminalText.columns("広場") == 4)
        #expect(TerminalText.columns("👩‍🚒") == 2)
        #expect(TerminalText.columns("µg/m³") == 5)
    }

    @Test("Cutting never splits a character and never exceeds the width")
    func truncation() {
        let text = "広場e\u{301}👩‍🚒z"
        for width in 0...10 {
            let cut = TerminalText.truncated(text, to: width)
            #expect(TerminalText.columns(cut) <= width)
            #expect(cut == text || cut.isEmpty || cut.last == "…")
        }
        #expect(TerminalText.truncated("underpass", to: 6) == "under…")
        #expect(TerminalText.truncated("under", to: 5) == "under")
    }

    @Test("Padding counts columns, not characters")
    func padding() {
        #expect(TerminalText.padded("広", to: 4) + "|" == "広  |")
        #expect(TerminalText.padded("7", to: 3, alignment: .right) == "  7")
        #expect(TerminalText.padded("longer", to: 3) == "longer")
    }
}

@Suite("Wrapping")
struct LineWrapTests {
    @Test("Breaks at blanks, and inside a word only where the word is longer than the line")
    func breaks() {
        #expect(LineWrap.lines("water level 0.42 m", width: 8) == ["water", "level", "0.42 m"])
        #expect(LineWrap.lines("abcdefghij k", width: 4) == ["abcd", "efgh", "ij k"])
        #expect(LineWrap.lines("anything at all", width: nil) == ["anything at all"])
    }

    @Test("The first line may be shorter, and the last one says that something is missing")
    func limits() {
        #expect(LineWrap.lines("one two three four", width: 9, firstWidth: 4) == ["one", "two three", "four"])
        #expect(LineWrap.lines("one two three four", width: 9, limit: 2) == ["one two", "three fo…"])
        #expect(LineWrap.lines("one two three", width: 9, firstWidth: 5, limit: 1) == ["one …"])
    }

    @Test("No line is ever wider than asked for, whatever the width")
    func neverTooWide() {
        let text = "Ünderpass 広場広場広場 0.42 m; since 02:08:30 (2 min) averyveryverylongsensoridentifier"
        for width in 2...60 {
            for line in LineWrap.lines(text, width: width) { #expect(TerminalText.columns(line) <= width) }
        }
    }
}
