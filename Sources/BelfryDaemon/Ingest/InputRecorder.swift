// What came in, so that it can be gone through again: `belfry run --record FILE`, `belfry replay FILE`.

import BelfryMQTT
import BelfryModel
import BelfrySimulator
import Glibc

/// Writes every message received to a trace.
///
/// Confined to the ingest thread, but for ``close()`` after its end.
final class InputRecorder {
    private let stream: UnsafeMutablePointer<FILE>

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

    /// Appends one message.
    func record(_ message: borrowing MQTTMessage, arrival: Timestamp) {
        let record = TraceRecord(
            arrival: arrival,
            topic: String(decoding: message.topic, as: UTF8.self),
            payload: Array(message.payload),
            isRetained: message.isRetained
        )
        fputs(record.line + "\n", stream)
    }

    /// Writes what is buffered.
    func flush() { fflush(stream) }
}
