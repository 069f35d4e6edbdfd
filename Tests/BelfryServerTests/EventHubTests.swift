import BelfryModel
import NIOCore
import Synchronization
import Testing

@testable import BelfryServer

/// The hub and its bounded parts, without a network.
@Suite struct EventHubTests {
    private static func body(_ text: String) -> ByteBuffer {
        EventFrame.body(name: "finding", data: text.utf8)
    }

    @Test func aFrameIsWhatTheStandardReads() {
        let frame = EventFrame(id: 7, body: Self.body("{\"a\":1}"))
        #expect(String(buffer: frame.bytes) == "id: 7\nevent: finding\ndata: {\"a\":1}\n\n")
        let lines = EventFrame(id: 8, body: Self.body("a\r\nb\nid: 9"))
        #expect(String(buffer: lines.bytes) == "id: 8\nevent: finding\ndata: a\ndata: b\ndata: id: 9\n\n")
    }

    @Test func theLogIsBoundedInEventsAndBytes() {
        var log = EventLog(startMilliseconds: 1_000)
        for _ in 0..<5_000 { _ = log.append(.finding, body: Self.body("1")) }
        #expect(log.lastID == 6_000)
        let all = log.resumption(after: 0)
        #expect(all.frames.count <= EventLog.eventLimit && all.hasGap)
        #expect(all.frames.last?.id == 6_000 && all.frames.first?.id == log.lastForgotten + 1)
        let large = Self.body(String(repeating: "x", count: 1 << 20))
        for _ in 0..<20 { _ = log.append(.finding, body: large) }
        let bytes = log.resumption(after: 0).frames.reduce(0) { $0 + $1.bytes.readableBytes }
        #expect(bytes <= EventLog.byteLimit + large.readableBytes)
        // One event beyond all limits is kept alone rather than lost.
        _ = log.append(.finding, body: Self.body(String(repeating: "x", count: 5 << 20)))
        #expect(log.resumption(after: 0).frames.count == 1)
    }

    @Test func aGapIsToldExactly() {
        var log = EventLog(startMilliseconds: 100)
        for _ in 0..<3 { _ = log.append(.finding, body: Self.body("1")) }
        _ = log.append(.status, body: Self.body("2"))
        #expect(log.resumption(after: 100).frames.map(\.id) == [101, 102, 103])
        #expect(!log.resumption(after: 100).hasGap)
        #expect(log.resumption(after: 104).frames.isEmpty && !log.resumption(after: 104).hasGap)
        // Of an earlier run, and of a run that never was.
        #expect(log.resumption(after: 99).hasGap)
        #expect(log.resumption(after: 105).hasGap)
    }

    @Test func aFullQueueCutsItsClientOnce() async {
        let cuts = Atomic<Int>(0)
        let subscription = EventSubscription(number: 0, capacity: 3) { cuts.add(1, ordering: .relaxed) }
        let frame = EventFrame(id: 1, body: Self.body("1"))
        #expect((0..<3).allSatisfy { _ in subscription.offer(frame) })
        #expect(!subscription.offer(frame))
        #expect(subscription.offer(frame))
        #expect(cuts.load(ordering: .relaxed) == 1)
        #expect(await subscription.next().isEmpty)
    }

    @Test func aQueueIsReadToItsEndAfterTheStreamIsOver() async {
        let subscription = EventSubscription(number: 0, capacity: 3) {}
        _ = subscription.offer(EventFrame(id: 1, body: Self.body("1")))
        subscription.finish()
        #expect(await subscription.next().map(\.id) == [1])
        #expect(await subscription.next().isEmpty)
    }

    @Test func publishingFromManyThreadsLosesNothing() async throws {
        let hub = EventHub(startingAt: Timestamp(nanoseconds: 0))
        let subscribed = hub.subscribe(after: nil, onCut: {})
        let live = try #require(subscribed).live
        let total = 2_000
        async let received: [UInt64] = {
            var ids: [UInt64] = []
            while ids.count < total {
                let frames = await live.next()
                if frames.isEmpty { break }
                ids += frames.compactMap(\.id)
            }
            return ids
        }()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    for _ in 0..<total / 4 {
                        hub.publish(.finding, json: "1".utf8)
                        // The queue holds 256; the reader has to get its turn.
                        if hub.statistics.published % 50 == 0 { try? await Task.sleep(for: .milliseconds(2)) }
                    }
                }
            }
        }
        hub.close()
        let ids = await received
        #expect(hub.statistics.published == UInt64(total))
        #expect(ids == ids.sorted() && Set(ids).count == ids.count)
        #expect(ids.count == total || hub.statistics.cut == 1)
        #expect(hub.subscribe(after: nil, onCut: {}) == nil)
    }

    @Test func aCancelledReaderIsLetGo() async throws {
        let hub = EventHub(startingAt: Timestamp(nanoseconds: 0))
        let subscribed = hub.subscribe(after: nil, onCut: {})
        let live = try #require(subscribed).live
        let reader = Task { await live.next() }
        reader.cancel()
        #expect(await reader.value.isEmpty)
    }
}
