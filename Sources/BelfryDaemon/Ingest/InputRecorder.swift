// What came in, so that it can be gone through again: `belfry run --record FILE`, `belfry replay FILE`. What was evaluated
// is in it, once, with the instants that findings depend on; what operators did, and what the daemon found out about
// itself, is not.

import BelfryMQTT
import BelfryModel
import BelfrySimulator
import Glibc

/// Writes what is evaluated to a trace.
///
/// Confined to the ingest thread.
final class InputRecorder {
    private let stream: UnsafeMutablePointer<FILE>
    /// An outage under way: its line is written when it is over.
    private var pause: TracePause?

    /// Opens a new trace.
    ///
    /// - Throws: ``StartFault`` where the file cannot be written.
    init(path: String) throws(StartFault) {
        guard let stream = fopen(path, "we") else {
            throw StartFault(.inputOutput, "cannot record to \(path): \(String(cString: strerror(errno)))")
        }
        self.stream = stream
    }

    deinit { fclose(stream) }

    /// Appends one message of a broker.
    func record(_ message: borrowing MQTTMessage, of broker: String, arrival: Timestamp) {
        writePause()
        let record = TraceRecord(
            arrival: arrival,
            topic: String(decoding: message.topic, as: UTF8.self),
            payload: Array(message.payload),
            isRetained: message.isRetained,
            broker: broker
        )
        write(record.line)
    }

    /// Notes that at this tick nothing could be heard; ticks in a row become one pause.
    func noteUnheard(at now: Timestamp) {
        pause = TracePause(arrival: now, unheardSince: pause?.unheardSince ?? now)
    }

    /// Notes that the machine was suspended: a pause of its own, whatever was before.
    func noteUnheard(from: Timestamp, to: Timestamp) {
        writePause()
        pause = TracePause(arrival: to, unheardSince: from)
    }

    /// Notes that the arrival clock was set.
    func noteClock(from: Timestamp, to: Timestamp) {
        writePause()
        write(TraceClock(from: from, to: to).line)
    }

    /// Notes the last tick and writes what is buffered.
    func end(at now: Timestamp) {
        writePause()
        write(TracePause(arrival: now).line)
        fflush(stream)
    }

    private func writePause() {
        if let pause { write(pause.line) }
        pause = nil
    }

    private func write(_ line: String) {
        fputs(line + "\n", stream)
    }
}
