import ArgumentParser
import BelfryBench
import BelfryDaemon
import BelfryModel

/// `belfry bench-broker`: what `belfry bench` starts beside the daemon; not for people.
struct BenchBrokerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench-broker",
        abstract: "Send a load to the first subscriber, and report when all is sent.",
        shouldDisplay: false
    )

    @Option var port: Int
    @Option var qos = 0
    /// Of the load of plain values.
    @Option var messages = 1_000_000
    @Option var series = 10_000
    /// From the subscription to the first message.
    @Option var pauseMilliseconds = 0
    /// Where given, so many of the messages a second.
    @Option var rate: Int?
    /// Where given, one in so many says when it left.
    @Option var stampEvery: Int?
    /// Where given, sensors of three kinds for so long, as many messages as are taken.
    @Option var mixedSeconds: Int?
    /// Where given, the simulated city at its own pace for so long.
    @Option var citySeconds: Int?

    func run() throws {
        do throws(MinimalBroker.Fault) {
            let broker = try MinimalBroker(port: port, load: load)
            broker.run(idleSeconds: 60) { report in
                if let line = try? JSONText.line(report) { try? StandardOutput.writeLine(line) }
            }
        } catch {
            throw CommandFailure("cannot serve", why: error.description, status: .inputOutput)
        }
    }

    private var load: MinimalBroker.Load {
        if let citySeconds {
            let city = CityLoad(start: SystemClock.wall(), seconds: citySeconds)
            return MinimalBroker.Load(
                messages: city.messages,
                qos: qos,
                total: city.messages.count,
                pace: .times(nanoseconds: city.times)
            )
        }
        let load = EndToEndLoad(series: series)
        let pause = Int64(pauseMilliseconds) * Nanoseconds.perMillisecond
        if let mixedSeconds {
            let end = pause + Int64(mixedSeconds) * Nanoseconds.perSecond
            return MinimalBroker.Load(
                messages: load.mixedMessages(),
                qos: qos,
                total: .max,
                pace: .asFastAsTaken(afterNanoseconds: pause, untilNanoseconds: end)
            )
        }
        if let rate, rate > 0 {
            let step = Nanoseconds.perSecond / Int64(rate)
            return MinimalBroker.Load(
                messages: stampEvery.map(load.stampedMessages) ?? load.messages(),
                qos: qos,
                total: messages,
                pace: .times(nanoseconds: (0..<Int64(messages)).map { pause + $0 * step }),
                isStamped: stampEvery != nil
            )
        }
        return MinimalBroker.Load(
            messages: load.messages(),
            qos: qos,
            total: messages,
            pace: .asFastAsTaken(afterNanoseconds: pause)
        )
    }
}
