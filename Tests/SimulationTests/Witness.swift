import BelfryIncidents
import BelfryIngest
import BelfryModel

/// Knows the truth, watches a run, and says what was wrong with it.
final class Witness {
    private struct Value {
        var publication: Int
        var quantity: Int
    }

    let town: Town
    /// What was wrong, the first things at least.
    private(set) var problems: [String] = []
    /// When each publication's values were stored, by their arrivals.
    private(set) var stored: [[[Timestamp]]]
    /// When nothing could be heard through no fault of the sensors, in true time.
    private(set) var deafness: [(from: Timestamp, to: Timestamp)] = []
    /// Publications that their sensors post twice.
    let repeated: Set<Int>
    private var deafSince: Timestamp?
    private var values: [UInt64: Value] = [:]

    init(_ town: Town) {
        self.town = town
        var once = Set<Int>()
        repeated = Set(town.postings.map(\.publication).filter { !once.insert($0).inserted })
        stored = town.publications.map { Array(repeating: [], count: $0.values.count) }
        for (number, publication) in town.publications.enumerated() {
            for (quantity, value) in publication.values.enumerated() {
                values[value.bitPattern] = Value(publication: number, quantity: quantity)
            }
        }
    }

    func note(_ problem: @autoclosure () -> String) {
        if problems.count < 10 { problems.append(problem()) }
    }

    // MARK: - While it runs

    /// A reading has become durable.
    func store(_ reading: Reading, identity: String?) {
        guard let value = values[reading.value.bitPattern] else {
            return note("stored what nobody measured: \(reading.value) of \(identity ?? "?")")
        }
        let publication = town.publications[value.publication]
        let sensor = town.sensors[publication.sensor]
        stored[value.publication][value.quantity].append(reading.arrivalTime)
        if identity != sensor.identity(value.quantity) {
            note("stored \(reading.value) of \(sensor.identity(value.quantity)) as \(identity ?? "?")")
        }
        // Milliseconds survive a decimal number of seconds; nanoseconds do not.
        let error = reading.eventTime.nanosecondsSince(publication.measuredAt).magnitude
        if sensor.format.hasTime, error > Nanoseconds.perMillisecond.magnitude {
            note("stored \(reading.value) of \(sensor.identity(value.quantity)) with another time")
        }
    }

    /// The broker was told that it may forget a message.
    func acknowledge(_ publication: Int) {
        if stored[publication].contains([]) { note("acknowledged publication \(publication) and did not store it") }
    }

    /// The ledger at some moment.
    func look(_ ledger: Ledger) {
        if !ledger.isBalanced { note("the ledger does not balance: \(ledger.total)") }
        if ledger.total.shed > 0 { note("shed \(ledger.total.shed) messages") }
    }

    func hear(_ isHearing: Bool, at now: Timestamp) {
        if isHearing, let since = deafSince {
            deafness.append((since, now))
            deafSince = nil
        } else if !isHearing, deafSince == nil {
            deafSince = now
        }
    }
}
