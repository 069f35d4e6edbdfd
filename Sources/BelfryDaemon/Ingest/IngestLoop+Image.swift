// When the engine's state is written down, so that a restart goes on from there.
//
//     evaluated ──┬── batch closes ──► writer ──► durable
//                 └── image asked for ─► shards ─► correlation ─► incidents, image ─► writer, behind both
//
// The image is asked for in the moment in which a batch closes: all that has been evaluated is then in that batch or in an
// earlier one, and the writer keeps the image only behind them. What came by a bypass is not, so that for a minute after
// one no image is made.

import BelfryEngine
import BelfryIngest
import BelfryModel

extension IngestLoop {
    /// Asks for an image if one is due, right after a batch was handed to the writer.
    func takeImageIfDue(now: Int64) {
        guard !links.contains(where: { $0.bypass != nil }), nextBatch.messageCount == 0,
            imagePace.isDue(now: now, readings: counters.readings)
        else { return }
        imagePace.take(now: now, readings: counters.readings)
        engine.takeImage(self.now())
    }

    /// The last tick of a stop: with an image where all is durable, so that the next start reads nothing again.
    func endTime(at now: Timestamp) {
        let isDurable = commit == nil && batch.messageCount == 0 && nextBatch.messageCount == 0
        if isDurable, imagePace.mayTake(now: SystemClock.monotonicNanoseconds()) {
            engine.takeImage(now)
        } else {
            engine.tick(now)
        }
    }
}
