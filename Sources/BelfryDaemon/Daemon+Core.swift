// Waking the threads between the brokers and the disk, and putting them to sleep again.

import BelfryEngine
import BelfryIngest
import BelfryModel
import BelfryMQTT
import BelfryStore

/// The running threads.
struct RunningCore {
    let ingest: WorkerThread
    let recorder: InputRecorder?
}

extension Daemon {
    /// Warms the engine up and starts every thread, the last one that which reads.
    ///
    /// - Throws: ``StartFault`` where a thread, a session or the recording cannot be had.
    func startCore() throws(StartFault) -> RunningCore {
        do {
            let loop = try IngestLoopParts(self)
            let recorder = loop.recorder
            engine.start()
            writer.start()
            let thread = try WorkerThread(name: "ingest") { loop.makeLoop().run() }
            isReady.store(true, ordering: .releasing)
            return RunningCore(ingest: thread, recorder: recorder)
        } catch let fault as StartFault {
            throw fault
        } catch {
            throw StartFault(.inputOutput, "\(error)")
        }
    }

    /// Drains in the order in which a reading walks.
    func stop(_ core: RunningCore) {
        isReady.store(false, ordering: .releasing)
        notifier.send(.stopping)
        board.requestStop()
        wake.signal()
        core.ingest.join()
        engine.stop()
        if !writer.stop(timeoutNanoseconds: 5 * Nanoseconds.perSecond) {
            logger.error("the disk did not take everything in time; what was not acknowledged stays with the brokers")
        }
        core.recorder?.close()
        do throws(StoreError) {
            try store.close()
        } catch {
            logger.error("\(error)")
        }
    }
}
