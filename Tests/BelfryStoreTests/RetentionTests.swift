import BelfryIncidents
import BelfryModel
import GRDB
import Testing

@testable import BelfryStore

/// Old data goes, class by class and in small steps; a clock that jumps takes nothing with it.
@Suite struct RetentionTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func store(_ change: (inout RetentionPolicy) -> Void = { _ in }) throws -> Store {
        var configuration = folder.configuration
        configuration.retention.rawNanoseconds = Nanoseconds.perDay
        change(&configuration.retention)
        return try Store(configuration)
    }

    /// One batch of two readings each hour, sealed as in life.
    private func fill(_ store: Store, hours: Range<Int64>) throws {
        for hour in hours {
            let at = start.after(seconds: hour * 3_600)
            try store.commit(batch([reading(1, event: at), reading(2, event: at.after(seconds: 1))], at: at))
            while try store.seal(now: at) {}
        }
    }

    /// Prunes until nothing more is due, and adds it up.
    private func prune(_ store: Store, now: Timestamp, after seconds: Int64 = 0) throws -> PruneReport {
        var sum = PruneReport()
        while true {
            let report = try store.prune(now: now, monotonicNanoseconds: seconds * Nanoseconds.perSecond)
            sum.journalRows += report.journalRows
            sum.readings += report.readings
            sum.hours += report.hours
            sum.days += report.days
            sum.incidents += report.incidents
            if !report.isMoreDue { return sum }
        }
    }

    @Test("Readings beyond their retention go, their sums stay; the journal keeps what a restart reads")
    func raw() throws {
        let store = try store()
        try fill(store, hours: 0..<72)
        let report = try prune(store, now: start.after(seconds: 72 * 3_600))
        // The newest reading is of hour 71; a day before it, hour 47 is the first to stay. Of the journal two hours stay.
        #expect(report.readings == 94)
        #expect(report.journalRows == 69)
        #expect(store.statistics().readings == 50)
        #expect(try store.readings(of: SeriesID(0), from: .distantPast, to: .distantFuture).count == 50)
        let hours = try store.windows(
            of: SeriesID(0),
            from: start,
            to: start.after(seconds: 80 * 3_600),
            stepNanoseconds: Nanoseconds.perHour
        )
        #expect(hours.map(\.count) == Array(repeating: 2, count: 72))
        try store.reopen()
        #expect(store.statistics().readings == 50)
        #expect(store.lastBatch == 72)
    }

    @Test("Whatever outlives the other answers, also from the middle of an hour on", arguments: [(24, 720), (720, 24)])
    func outlived(rawHours: Int64, rollupHours: Int64) throws {
        let store = try store {
            $0.rawNanoseconds = rawHours * Nanoseconds.perHour
            $0.hoursNanoseconds = rollupHours * Nanoseconds.perHour
        }
        try fill(store, hours: 0..<72)
        let now = start.after(seconds: 72 * 3_600)
        _ = try prune(store, now: now)
        for (seconds, count) in [(-400_000, 72), (1_800, 71), (40 * 3_600 + 1_800, 31)] as [(Int64, Int)] {
            let hours = try store.windows(
                of: SeriesID(0),
                from: start.after(seconds: seconds),
                to: now,
                stepNanoseconds: Nanoseconds.perHour
            )
            #expect(hours.count == count, "from \(seconds)")
            #expect(hours.allSatisfy { $0.count == 2 })
        }
    }

    @Test("Days that outlive their hours answer from the middle of a day on")
    func oldDays() throws {
        let store = try store { $0.hoursNanoseconds = 2 * Nanoseconds.perDay }
        try fill(store, hours: 0..<240)
        let now = start.after(seconds: 240 * 3_600)
        _ = try prune(store, now: now)
        let from = start.after(seconds: -1_000_000)
        let all = try store.windows(of: SeriesID(0), from: from, to: now, stepNanoseconds: Nanoseconds.perDay)
        #expect(all.map(\.count).reduce(0, +) == 480)
        let cut = start.alignedDown(toMultipleOf: Nanoseconds.perDay).after(seconds: 86_400 + 1_800)
        let later = try store.windows(of: SeriesID(0), from: cut, to: now, stepNanoseconds: Nanoseconds.perDay)
        // What is left of the first day, whose hours have gone, nothing tells.
        #expect(later.first?.start == all[2].start)
        #expect(later.count == all.count - 2)
    }

    @Test("Hours and days have ages of their own")
    func rollups() throws {
        let store = try store { policy in
            policy.hoursNanoseconds = 2 * Nanoseconds.perDay
            policy.daysNanoseconds = 3 * Nanoseconds.perDay
        }
        try fill(store, hours: 0..<120)
        let report = try prune(store, now: start.after(seconds: 120 * 3_600))
        #expect(report.hours == 71)
        // From 05:00 on the 23rd to 04:00 on the 28th: three days before that ends in the 25th, which stays.
        #expect(report.days == 2)
    }

    @Test("Closed incidents go with their findings once they are old; open ones never do")
    func incidents() throws {
        let store = try store { $0.incidentsNanoseconds = 2 * Nanoseconds.perDay }
        var closed = flood()
        closed.id = "closed"
        closed.state = .closed
        try store.save([flood(), closed].map { IncidentEvent(entry: $0.timeline[0], incident: $0) })
        let end = closed.updatedAt.after(seconds: 3 * 86_400)
        try store.commit(batch([reading(1, event: end)], at: end))
        #expect(try prune(store, now: end).incidents == 1)
        #expect(try store.openIncidents() == [flood()])
        #expect(try store.incident("closed") == nil)
        let left = try store.history.read("look") { try Int.fetchOne($0, sql: "SELECT count(*) FROM finding") }
        #expect(left == flood().findings.count)
    }

    @Test("Beyond the size the oldest readings go first, down to their share, then hours, then days")
    func size() throws {
        let policy = RetentionPolicy(sizeBytes: 1_000_000)
        func victim(_ chunkBytes: Int64, hours: Int64, days: Int64, incidents: Int64) -> RetentionPolicy.Class? {
            var count = HistoryCount()
            count.chunkBytes = chunkBytes
            count.hours = hours
            count.days = days
            let findings = incidents / 2_048
            let total = chunkBytes + 90 * (hours + days) + findings * 2_048
            let usage = HistoryUsage(
                historyBytes: total,
                journalBytes: 0,
                count: count,
                findings: findings
            )
            return policy.classesToShrink(usage).first
        }
        #expect(victim(900_000, hours: 100, days: 10, incidents: 1_000) == nil)
        #expect(victim(900_000, hours: 1_000, days: 100, incidents: 10_000) == .raw)
        #expect(victim(499_000, hours: 5_000, days: 100, incidents: 100_000) == .hours)
        #expect(victim(499_000, hours: 2_000, days: 1_500, incidents: 200_000) == .days)
        #expect(victim(499_000, hours: 2_000, days: 1_000, incidents: 300_000) == .incidents)
    }

    @Test("A store that has reached its size stays there, and keeps the newest")
    func sizeOfFile() throws {
        let store = try store { policy in
            policy.rawNanoseconds = 30 * Nanoseconds.perDay
            policy.sizeBytes = 600_000
        }
        var random = SeededRandom(seed: 71)
        var sizes: [Int64] = []
        for hour in 0..<48 as Range<Int64> {
            let at = start.after(seconds: hour * 3_600)
            try store.commit(batch(cityReadings(4_000, series: 50, from: at, using: &random), at: at))
            while try store.seal(now: at) {}
            _ = try prune(store, now: at)
            try store.checkpointNow()
            sizes.append(store.statistics().bytesOnDisk)
        }
        #expect(sizes[47] < 680_000, "\(sizes)")
        let readings = try store.readings(of: SeriesID(7), from: .distantPast, to: .distantFuture)
        #expect(readings.last.map { $0.eventTime > start.after(seconds: 46 * 3_600) } == true)
        #expect(readings.first.map { $0.eventTime > start.after(seconds: 3_600) } == true)
        let hours = try store.sums("rollup_1h").count
        #expect(hours >= 47 * 50)
    }

    @Test("A wall clock that jumps a century ahead deletes nothing, also once it has stamped readings")
    func jumpAhead() throws {
        let store = try store { $0.rawNanoseconds = 30 * Nanoseconds.perDay }
        try fill(store, hours: 0..<48)
        let century = start.after(seconds: 100 * 365 * 86_400)
        _ = try prune(store, now: start.after(seconds: 48 * 3_600))
        #expect(try prune(store, now: century).readings == 0)
        try store.commit(batch([reading(3, event: century)], at: century))
        // A full day before somebody sets the clock right, with a restart in between.
        for hour in 0..<24 as Range<Int64> {
            let now = century.after(seconds: hour * 3_600)
            while try store.seal(now: now) {}
            #expect(try prune(store, now: now, after: hour * 3_600).readings == 0)
        }
        try store.reopen()
        #expect(try prune(store, now: century).readings == 0)
        try fill(store, hours: 48..<60)
        #expect(try prune(store, now: start.after(seconds: 60 * 3_600)).readings == 0)
        #expect(try store.readings(of: SeriesID(0), from: .distantPast, to: .distantFuture).count == 121)
    }

    @Test("Readings stamped 1970 by a gateway without a clock are kept when the clock is set")
    func bootIn1970() throws {
        let store = try store { $0.rawNanoseconds = 30 * Nanoseconds.perDay }
        try fill(store, hours: 0..<24)
        try store.commit(batch([reading(4, event: Timestamp(seconds: 100))], at: Timestamp(seconds: 100)))
        #expect(try prune(store, now: Timestamp(seconds: 200)).readings == 0)
        try fill(store, hours: 24..<48)
        _ = try store.seal(now: start.after(seconds: 48 * 3_600))
        #expect(try store.prune(now: start.after(seconds: 48 * 3_600), monotonicNanoseconds: 0).readings == 0)
    }

    @Test("An empty store, and one with a single batch, are left as they are")
    func nothingToDo() throws {
        let store = try store()
        #expect(try prune(store, now: .distantFuture) == PruneReport())
        try fill(store, hours: 0..<1)
        #expect(try prune(store, now: .distantFuture) == PruneReport())
    }

    @Test("The clock of ages goes back at once and forward at twice the pace; a jump it believes after a while")
    func clock() {
        var clock = RetentionClock()
        var passed: Int64 = 0
        func advance(_ wall: Timestamp, _ newest: Timestamp, after seconds: Int64) -> Timestamp? {
            passed += seconds * Nanoseconds.perSecond
            clock.advance(
                wallClock: wall,
                newestArrival: newest,
                monotonicNanoseconds: passed,
                patienceNanoseconds: Nanoseconds.perDay
            )
            return clock.now
        }
        #expect(advance(start.after(seconds: 5), start, after: 7) == start)
        let century = start.after(seconds: 100 * 365 * 86_400)
        #expect(advance(century, century, after: 60) == start.after(seconds: 120))
        #expect(advance(start.after(seconds: 150), century, after: 60) == start.after(seconds: 150))
        #expect(advance(start.after(seconds: -86_400), century, after: 1) == start.after(seconds: -86_400))
        // A gateway that booted with a wrong date, and a day of the right one.
        var now = advance(century, century, after: 60)
        for hour in 1...25 as ClosedRange<Int64> {
            #expect(now.map { $0 < start.after(seconds: 3 * 86_400) } == true)
            let wall = century.after(seconds: hour * 3_600)
            now = advance(wall, wall, after: 3_600)
            if hour == 24 { break }
        }
        #expect(now == century.after(seconds: 24 * 3_600))
    }
}

extension Store {
    fileprivate func checkpointNow() throws {
        for file in [journal, history] {
            try file.writeWithoutTransaction("empty the log of") { _ = try $0.checkpoint(.truncate) }
        }
    }
}
