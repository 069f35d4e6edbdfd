import BelfryModel
import Testing

/// How rules, filters and silences choose series.
@Suite struct LabelMatcherTests {
    private static let series = SeriesDescriptor(
        id: SeriesID(0),
        key: SeriesKey(agency: "env", sensor: "a-7", quantity: Quantity("no2")),
        unit: Unit("ug/m3"),
        domain: .air,
        zone: "north-2",
        place: Place(kind: .site, name: "Main Street")
    )

    @Test(arguments: [
        ("domain=air", true), ("domain=traffic", false), ("domain=air|traffic", true), ("quantity=\"no2|o3\"", true),
        ("quantity!=no2", false), ("quantity!=o3|pm10", true), ("zone=~\"north.*\"", true), ("zone=~north", false),
        ("zone!~\"south.*\"", true), ("zone!~\"north.*\"", false), ("sensor='a-7'", true), ("agency=env", true),
        ("place=Main Street", true), ("zone=", false), ("severity=major", false), ("kind=flood", false),
        ("rule=x", false),
    ])
    func matching(_ text: String, _ matches: Bool) throws {
        #expect(try LabelMatcher(text).matches(Self.series) == matches)
    }

    @Test(
        arguments: [
            ("", .notAMatcher("")), ("domain", .notAMatcher("domain")), ("colour=red", .unknownLabel("colour")),
            ("zone=~\"(\"", .badExpression("(")), ("=air", .unknownLabel("")),
        ] as [(String, LabelMatcher.Fault)]
    )
    func faults(_ text: String, _ fault: LabelMatcher.Fault) {
        #expect(throws: fault) { try LabelMatcher(text) }
        #expect(!fault.description.isEmpty)
    }

    @Test func valuesOfRulesAndCommandLinesMeanTheSame() throws {
        #expect(try LabelMatcher(label: "zone", value: "=~ \"north.*\"") == LabelMatcher("zone=~\"north.*\""))
        #expect(try LabelMatcher(label: "domain", value: "air") == LabelMatcher("domain=air"))
        #expect(try LabelMatcher(label: "domain", value: "!= air") == LabelMatcher("domain!=air"))
    }
}
