import BelfryModel
import Testing

@testable import BelfryIngest

/// A quantity of somebody's own, which the taxonomy has no unit for.
@Suite struct CatalogUnitTests {
    private static let key = SeriesKey(agency: "parking", sensor: "p-1", quantity: Quantity("seats"))

    private func admitted(_ catalog: SeriesCatalog, _ unit: Unit) -> (unit: Unit?, isNew: Bool) {
        switch catalog.admit(Self.key, unit: unit, domain: .traffic, zone: "") {
        case .new(let series): (series.unit, true)
        case .known(let series): (series.unit, false)
        case .full: (nil, false)
        }
    }

    @Test func aUnitThatIsDeclaredLaterIsTaken() {
        let catalog = SeriesCatalog()
        #expect(admitted(catalog, .unknown) == (.unknown, true))
        #expect(admitted(catalog, .unknown) == (.unknown, false))
        #expect(admitted(catalog, Unit("%")) == (Unit("%"), true), "to be kept anew")
        #expect(admitted(catalog, Unit("1")) == (Unit("%"), false), "what is known stays")
        #expect(admitted(catalog, .unknown) == (Unit("%"), false))
        #expect(catalog.all().count == 1)
    }
}
