import BelfryAPI
import BelfryDaemon
import BelfryModel
import FoundationEssentials
import Glibc

/// The shell around ``TailDesk``: keeps the stream open for as long as the operator watches.
struct TailSession {
    /// Incidents that are asked after one by one when the stream is back; the others are told by their next event.
    private static let inquiryLimit = 64

    let client: DeskClient
    let output: TailOutput
    private var desk: TailDesk
    private var reconnection = Reconnection()
    private var lastEventID: String?

    init(client: DeskClient, filter: DeskFilter, output: TailOutput) {
        self.client = client
        self.output = output
        desk = TailDesk(filter: filter)
    }

    /// Watches until the output is closed.
    ///
    /// - Throws: ``CommandFailure`` where the daemon cannot be reached at the start; later losses are waited out.
    mutating func run() throws(CommandFailure) -> Never {
        // The stream comes first, so that nothing falls between the list and the first event.
        var stream = try client.openStream(lastEventID: nil)
        let status = try client.get(RequestTarget("status"), as: StatusDocument.self)
        let open = try client.openIncidents()
        try output.greet(status, endpoint: client.endpoint)
        try output.show(desk.take(status, now: SystemClock.wall()), record: nil)
        try output.open(open.filter(desk.filter.admits), lines: desk.begin(open, now: SystemClock.wall()))
        while true {
            let reason = try follow(stream)
            if reconnection.lost(now: SystemClock.wall()) {
                try output.note("\(reason); what is shown may be old; trying to reconnect", .caution)
            }
            stream = try reconnect()
        }
    }

    /// Tells what comes until the stream ends, and returns why it did.
    private mutating func follow(_ stream: LiveStream) throws(CommandFailure) -> String {
        while true {
            let deadline = SystemClock.monotonicNanoseconds() + Reconnection.silenceNanoseconds
            let signal: LiveStream.Signal
            do throws(CommandFailure) {
                signal = try stream.next(deadline: deadline)
            } catch {
                return "\(error.what): \(error.why)"
            }
            lastEventID = stream.lastEventID ?? lastEventID
            switch signal {
            case .event(let event): try tell(event)
            case .heartbeat: continue
            case .quiet: return "no word from the daemon for 30 s"
            case .ended: return "the daemon ended the stream"
            }
        }
    }

    private mutating func tell(_ event: ServerSentEvent) throws(CommandFailure) {
        let now = SystemClock.wall()
        let data = Data(event.data.utf8)
        switch event.name {
        case "incident":
            guard let document = try? WireCoding.decode(IncidentEventDocument.self, from: data) else { return }
            let lines = desk.take(document, now: now)
            guard !lines.isEmpty else { return }
            let record = TailRecord(event: "incident", entry: document.entry, incident: document.incident)
            try output.show(lines, record: record)
        case "finding":
            guard let document = try? WireCoding.decode(FindingDocument.self, from: data),
                desk.filter.admits(document)
            else { return }
            try output.show([], record: TailRecord(event: "finding", finding: document))
        case "status":
            guard let document = try? WireCoding.decode(StatusDocument.self, from: data) else { return }
            let lines = desk.take(document, now: now)
            if !lines.isEmpty { try output.show(lines, record: TailRecord(event: "status", status: document)) }
        default: break
        }
    }

    /// Tries until the stream is back, then tells what happened meanwhile.
    private mutating func reconnect() throws(CommandFailure) -> LiveStream {
        while true {
            pause(nanoseconds: reconnection.pauseNanoseconds(random: .random(in: 0..<1)))
            do throws(CommandFailure) {
                let stream = try client.openStream(lastEventID: lastEventID)
                let open = try client.openIncidents()
                let away = DurationText.short(nanoseconds: reconnection.restored(now: SystemClock.wall()))
                try output.note("connected again after \(away)", .good)
                try output.show(desk.catchUp(open + ended(open), now: SystemClock.wall()), record: nil)
                return stream
            } catch {
                guard error.status == .unavailable else { throw error }
                _ = reconnection.lost(now: SystemClock.wall())
            }
        }
    }

    /// Incidents that were open before the pause and are no longer.
    private func ended(_ open: [IncidentDocument]) -> [IncidentDocument] {
        let stillOpen = Set(open.map(\.id))
        let gone = desk.openIncidents.filter { !stillOpen.contains($0) }.prefix(Self.inquiryLimit)
        return gone.compactMap { try? client.incident($0) }
    }

    private func pause(nanoseconds: Int64) {
        var time = timespec(
            tv_sec: Int(nanoseconds / Nanoseconds.perSecond),
            tv_nsec: Int(nanoseconds % Nanoseconds.perSecond)
        )
        nanosleep(&time, nil)
    }
}
