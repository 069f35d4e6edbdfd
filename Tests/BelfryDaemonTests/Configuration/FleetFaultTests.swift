import Testing

@testable import BelfryDaemon

/// Everything that can be wrong with a fleet, inline and in files.
@Suite("Faulty fleets")
struct FleetFaultTests {
    @Test(
        "The fleet",
        arguments: [
            FaultCase("fleet: ▸{ sensor: a }", "\"fleet\" must be a list of sensors or a file, not a mapping"),
            FaultCase(
                "fleet: ▸/nowhere.csv",
                "/nowhere.csv cannot be read: No such file or directory; create it or name another"
            ),
            FaultCase(
                "fleet: [ ▸/nowhere.yaml ]",
                "/nowhere.yaml cannot be read: No such file or directory; create it or name another"
            ),
            FaultCase("fleet: [ ▸[ a ] ]", "fleet must be a mapping of keys, not a list"),
            FaultCase("fleet: [ ▸{ zone: n } ]", "fleet lacks \"sensor\"; add sensor: with text"),
            FaultCase(
                "fleet: [ { sensor: a, ▸senzor: b } ]",
                "unknown key \"senzor\" in fleet; did you mean \"sensor\"?"
            ),
            FaultCase(
                "fleet: [ { sensor: a, domain: ▸trafic } ]",
                "\"domain\" must be one of traffic, air, safety, other, not \"trafic\"; did you mean \"traffic\"?"
            ),
            FaultCase(
                "fleet: [ { sensor: a, cadence: ▸fast } ]",
                "\"cadence\" must be a duration from 100ms to 31d such as 30s, 5m or 1h, not \"fast\""
            ),
            FaultCase("fleet: [ { sensor: a, longitude: ▸4 } ]", "longitude and latitude only go together"),
            FaultCase(
                "fleet: [ { sensor: a }, ▸{ sensor: a } ]",
                "sensor \"a\" is in the fleet twice, first at belfry.yaml:1:10; remove one, or name different agencies"
            ),
        ]
    )
    func fleet(faulty: FaultCase) throws {
        try expect(faulty, besides: soundBroker)
    }

    @Test("A fleet in CSV has its faults at line and column, a wrong header once")
    func fleetInCSV() throws {
        let table = """
            sensor,zone,cadense,latitude,longitude
            a,north,30s,50,4

            b,south,30s,95,4
            "c,1",,,,
            d,east
            """
        let found = try faults(of: ["belfry.yaml": "fleet: fleet.csv\n" + soundBroker, "fleet.csv": table])
        #expect(
            found == [
                "fleet.csv:1:13: unknown key \"cadense\" in fleet; did you mean \"cadence\"?",
                "fleet.csv:4:13: \"latitude\" must be a number from -90.0 to 90.0, not \"95\"",
                "fleet.csv:6:1: 2 fields under a header of 5; quote fields that hold a comma",
            ]
        )
    }
}
