import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import Synchronization

/// The shell of ``ConnectionMachine`` in a connection's pipeline: watches the parts of requests and answers go by,
/// keeps the deadline, and answers itself where no request ever reaches the responder.
///
/// ```
///   socket ◄──► HTTP/1 codec ◄──► ConnectionGuard ◄──► Hummingbird ◄──► Responder
/// ```
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let limits: ServerLimits
    private let table: ConnectionTable
    private let counters: ServerCounters
    private var machine: ConnectionMachine
    private var alarm: Scheduled<Void>?
    private var alarmTime: Int64?
    private var hasAnswered = false

    init(limits: ServerLimits, table: ConnectionTable, counters: ServerCounters) {
        self.limits = limits
        self.table = table
        self.counters = counters
        self.machine = ConnectionMachine(limits: limits, nowNanoseconds: Self.now)
    }

    private static var now: Int64 { Int64(NIODeadline.now().uptimeNanoseconds) }

    func handlerAdded(context: ChannelHandlerContext) {
        table.add(context.channel, slowSince: machine.slowSince)
        context.channel.setOption(.socketOption(.so_sndbuf), value: .init(limits.sendBufferBytes))
            .whenFailure { _ in }
        perform(.nothing, context)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        leave(context)
    }

    func channelInactive(context: ChannelHandlerContext) {
        leave(context)
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head: machine.requestBegan(Self.now)
        case .body: break
        case .end: machine.requestEnded(Self.now)
        }
        perform(.nothing, context)
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard !hasAnswered else {
            promise?.fail(ChannelError.ioOnClosedChannel)
            return
        }
        switch unwrapOutboundIn(data) {
        case .head(let head) where head.status.kind != .informational:
            let isStream = head.headerFields[.contentType]?.hasPrefix("text/event-stream") ?? false
            machine.answerBegan(
                isStream: isStream,
                closes: head.headerFields[.connection] == "close",
                Self.now
            )
            context.write(data, promise: promise)
            perform(.nothing, context)
        case .end:
            context.writeAndFlush(data, promise: promise)
            perform(machine.answerEnded(Self.now), context)
        default:
            context.write(data, promise: promise)
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case is ChannelShouldQuiesceEvent: perform(machine.serverStops(Self.now), context)
        case ChannelEvent.inputClosed: perform(machine.peerFinished(Self.now), context)
        default: break
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? HTTPParserError else {
            context.close(promise: nil)
            return
        }
        let status = error == .headerOverflow ? 431 : 400
        perform(machine.requestIsMalformed(status: status, Self.now), context)
    }

    private func perform(_ action: ConnectionMachine.Action, _ context: ChannelHandlerContext) {
        switch action {
        case .nothing: break
        case .refuse(let status): refuse(status, context)
        case .linger: context.close(mode: .output, promise: nil)
        case .close: context.close(promise: nil)
        case .reset: context.channel.reset()
        }
        table.note(context.channel, slowSince: machine.slowSince)
        setAlarm(context)
    }

    /// Answers a request that is not there, or not whole, and lets go of the peer.
    private func refuse(_ status: Int, _ context: ChannelHandlerContext) {
        let fault = RequestFault.ofConnection(status: status)
        let bytes = fault.bytes
        var head = HTTPResponse(status: .init(code: status), headerFields: fault.headerFields)
        head.headerFields[.contentLength] = String(bytes.readableBytes)
        head.headerFields[.connection] = "close"
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(bytes)), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        hasAnswered = true
        counters.count(path: "", status: status)
        // Whatever else arrives is thrown away before it is decoded. Closing at once instead would reset the connection
        // while the peer still sends, and the peer might never read the answer.
        try? context.pipeline.syncOperations.addHandler(InboundSink(), position: .first)
        context.close(mode: .output, promise: nil)
    }

    /// One timer a connection: it is moved only where the deadline comes earlier, and looks again when it rings.
    private func setAlarm(_ context: ChannelHandlerContext) {
        guard let deadline = machine.deadline else { return }
        if let alarmTime, alarmTime <= deadline { return }
        alarm?.cancel()
        alarmTime = deadline
        let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
        alarm = context.eventLoop.scheduleTask(deadline: .uptimeNanoseconds(UInt64(max(deadline, 0)))) {
            bound.value.handler.alarmRang(bound.value.context)
        }
    }

    private func alarmRang(_ context: ChannelHandlerContext) {
        alarm = nil
        alarmTime = nil
        let action = machine.deadlinePassed(Self.now)
        if action != .nothing { counters.timedOut.add(1, ordering: .relaxed) }
        perform(action, context)
    }

    private func leave(_ context: ChannelHandlerContext) {
        alarm?.cancel()
        alarm = nil
        alarmTime = nil
        table.remove(context.channel)
    }
}

/// Swallows what arrives on a connection that is being let go.
private final class InboundSink: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {}
}
