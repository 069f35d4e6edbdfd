import BelfryModel

extension OrderedWindows {
    typealias Told = (_ definition: Int, WindowTelling) -> Void

    /// Lets a reading wait until it is its turn.
    ///
    /// - Returns: false where what comes after it has gone on already, so that it is left out.
    func insert(_ value: Double, time: Int64, pace: SeriesPace, series: SeriesID, told: Told) -> Bool {
        guard time >= head.pointee.releasedThrough else { return false }
        let reading = HeldValue(value: value, time: time)
        guard waiting.capacity > 0 else {
            take(reading, pace, series, told)
            return true
        }
        if waiting.isFull {
            if let oldest = waiting.first, time < oldest.time {
                take(reading, pace, series, told)
                return true
            }
            take(waiting.removeFirst(), pace, series, told)
        }
        waiting.insert(reading)
        return true
    }

    /// Lets everything go on that is in order when the series' clock shows `clock`, and tells what has ended by then.
    func close(by clock: Timestamp, pace: SeriesPace, series: SeriesID, told: Told) {
        let limit = clock.advanced(byNanoseconds: -plan.pointee.latenessNanoseconds).nanoseconds
        guard limit >= head.pointee.releasedThrough else { return }
        while let first = waiting.first, first.time <= limit {
            take(waiting.removeFirst(), pace, series, told)
        }
        end(by: limit, pace, series, told)
        head.pointee.releasedThrough = limit
    }

    /// Feeds the next reading in order.
    private func take(_ reading: HeldValue, _ pace: SeriesPace, _ series: SeriesID, _ told: Told) {
        end(by: reading.time, pace, series, told)
        head.pointee.releasedThrough = reading.time
        windows.insert(
            reading.value,
            eventTime: Timestamp(nanoseconds: reading.time),
            pace: pace,
            series: series,
            told: { _, _ in assertionFailure("what comes in order ends nothing that was told") }
        )
        for index in plan.pointee.runs.indices {
            let run = run(index)
            if run.isEnded(by: reading.value) { tell(run, end: reading.time, series, told) }
            // An end is exclusive: the last reading is in the window.
            if run.add(reading) { tell(run, end: reading.time + 1, series, told) }
        }
        head.pointee.held = reading
    }

    /// Tells what has ended by a time without a further reading.
    private func end(by time: Int64, _ pace: SeriesPace, _ series: SeriesID, _ told: Told) {
        windows.close(by: Timestamp(nanoseconds: time), pace: holding(pace), series: series) { definition, telling in
            told(definition, carry(into: telling, of: definition))
        }
        for index in plan.pointee.runs.indices {
            let run = run(index)
            if run.due <= time { tell(run, end: run.due, series, told) }
        }
    }

    /// A sensor that sends on change lives as long as its value holds: windows without a reading say what held.
    private func holding(_ pace: SeriesPace) -> SeriesPace {
        let shape = plan.pointee.windows.pointee.shape
        guard shape.pointee.holdsOverTime, !head.pointee.held.isNone else { return pace }
        var pace = pace
        let expiry = Timestamp(nanoseconds: head.pointee.held.time)
            .advanced(byNanoseconds: shape.pointee.terms.holdNanoseconds)
        pace.newestEventTime = max(pace.newestEventTime, expiry)
        return pace
    }

    /// Adds what held when a window on a grid began.
    private func carry(into telling: WindowTelling, of definition: Int) -> WindowTelling {
        guard let index = plan.pointee.carries.firstIndex(where: { $0.definition == definition }) else {
            return telling
        }
        let level = plan.pointee.carries[index]
        let position = Nanoseconds.floorDivide(telling.window.end.nanoseconds, by: level.everyNanoseconds)
        let carried = carried(index).carry(head.pointee.held, at: position)
        return telling.carrying(
            carried,
            components: level.components,
            shape: plan.pointee.windows.pointee.shape
        )
    }

    private func tell(_ run: RunWindow, end: Int64, _ series: SeriesID, _ told: Told) {
        run.pane.span.pointee.end = end
        let window = run.pane.closedWindow(
            series,
            start: run.state.pointee.startTime,
            standing: .complete,
            coverage: .nan
        )
        told(run.level.definition, WindowTelling(window: window, pane: run.pane))
        run.lay()
    }
}
