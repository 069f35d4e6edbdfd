public import BelfryModel

/// A window that has ended or was revised, and what it keeps besides; valid while it is told.
public struct WindowTelling {
    public private(set) var window: ClosedWindow
    let pane: Pane?
    /// Of windows that depend on the order of readings: what held when this one began.
    private var carried: HeldValue?
    private var shape: UnsafePointer<PaneShape>?

    init(window: ClosedWindow, pane: Pane?) {
        self.window = window
        self.pane = pane
        self.shape = pane?.sharedShape
    }

    /// The same window with what held when it began.
    ///
    /// Where it tells what holds over time, its data capture is the share of it in which a value was known.
    func carrying(_ held: HeldValue?, components: PaneComponents, shape: UnsafePointer<PaneShape>) -> WindowTelling {
        var telling = self
        telling.carried = held
        telling.shape = shape
        let shares = (0..<OrderedTerms.mostBands).map(PaneComponents.share)
        let component = [.timeWeighted].first(where: components.contains) ?? shares.first(where: components.contains)
        guard let component else { return telling }
        let covered =
            component == .timeWeighted
            ? telling.timeWeighted : telling.share(band: shares.firstIndex(of: component) ?? 0)
        telling.window.coverage = Float(covered.coveredShare)
        if window.count > 0 {
            telling.window.standing = telling.window.coverage < WindowStanding.leastCoverage ? .incomplete : .complete
        }
        return telling
    }

    /// The value of one aggregate; NaN where the window has none.
    public func value(of aggregate: WindowAggregate) -> Double {
        switch aggregate {
        case .basic(let basic): window.value(of: basic)
        case .duration: Double(window.end.nanosecondsSince(window.start)) / 1e9
        case .dataCapture: Double(window.coverage)
        case .timeMean: timeWeighted.mean ?? .nan
        case .integral: timeWeighted.mean == nil ? .nan : timeWeighted.integralSeconds
        case .share(let band): share(band: Int(band)).mean ?? .nan
        case .increase: counter.increase ?? .nan
        case .rate: counter.ratePerSecond ?? .nan
        case .resets: counter.isEmpty ? .nan : Double(counter.resets)
        default: valueOfReadings(aggregate)
        }
    }

    private func valueOfReadings(_ aggregate: WindowAggregate) -> Double {
        guard let pane, window.count > 0, pane.has(aggregate.components) else { return .nan }
        return switch aggregate {
        case .quantile(let share): bounded(pane.quantiles.quantile(share.value))
        case .exceeded(let share): bounded(pane.levels.quantile(1 - share.value))
        case .energyMean: pane.energy.pointee.level
        case .harmonicMean: pane.reciprocal.pointee.mean
        case .direction: pane.direction.pointee.mean
        case .distinct: pane.distinct.count
        case .delta: pane.edges.pointee.delta
        case .slope: pane.edges.pointee.deltaPerSecond ?? .nan
        default: .nan
        }
    }

    /// A quantile is no value that did not occur.
    private func bounded(_ quantile: Double) -> Double { min(max(quantile, window.minimum), window.maximum) }
}

// What depends on the order of readings.

extension WindowTelling {
    private var terms: OrderedTerms { shape?.pointee.terms ?? OrderedTerms() }

    private var timeWeighted: TimeWeightedMean {
        let sum = pane.flatMap { $0.has(.timeWeighted) ? $0.timeWeighted.pointee : nil } ?? TimeWeightedSum()
        return sum.mean(
            from: window.start.nanoseconds,
            to: window.end.nanoseconds,
            carriedIn: carried,
            maximumHold: terms.holdNanoseconds
        )
    }

    private func share(band: Int) -> TimeWeightedMean {
        let share = pane.flatMap { $0.has(.share(band)) ? $0.share(band).pointee : nil } ?? StateShare()
        return share.share(
            from: window.start.nanoseconds,
            to: window.end.nanoseconds,
            carriedIn: carried.map { HeldValue(value: terms.band(band).contains($0.value) ? 1 : 0, time: $0.time) },
            maximumHold: terms.holdNanoseconds
        )
    }

    private var counter: CounterIncrease {
        var counter = carried.map(CounterIncrease.init(startingAt:)) ?? CounterIncrease()
        if let pane, pane.has(.counter) { counter.merge(pane.counter.pointee, modulus: terms.modulus) }
        return counter
    }
}
