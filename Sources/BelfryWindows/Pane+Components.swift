// What panes keep only where somebody asks for it.

extension Pane {
    var edges: UnsafeMutablePointer<SpanEdges> { at(shape.edges) }
    var reciprocal: UnsafeMutablePointer<ReciprocalSum> { at(shape.reciprocal) }
    var energy: UnsafeMutablePointer<EnergySum> { at(shape.energy) }
    var direction: UnsafeMutablePointer<DirectionSum> { at(shape.direction) }
    var quantiles: QuantileSketch { QuantileSketch(memory: components + shape.quantiles, spacing: .ratio) }
    var levels: QuantileSketch { QuantileSketch(memory: components + shape.levels, spacing: .level) }
    var distinct: DistinctSketch { DistinctSketch(memory: components + shape.distinct) }

    var timeWeighted: UnsafeMutablePointer<TimeWeightedSum> { at(shape.timeWeighted) }
    var counter: UnsafeMutablePointer<CounterIncrease> { at(shape.counter) }

    func share(_ band: Int) -> UnsafeMutablePointer<StateShare> {
        at(shape.shares + band * MemoryLayout<StateShare>.stride)
    }

    func has(_ component: PaneComponents) -> Bool { shape.components.contains(component) }

    func clearComponents() {
        if has(.edges) { edges.initialize(to: SpanEdges()) }
        if has(.reciprocal) { reciprocal.initialize(to: ReciprocalSum()) }
        if has(.energy) { energy.initialize(to: EnergySum()) }
        if has(.direction) { direction.initialize(to: DirectionSum()) }
        if has(.quantiles) { quantiles.clear() }
        if has(.levels) { levels.clear() }
        if has(.distinct) { distinct.clear() }
        if shape.components.isOrdered { clearOrdered() }
    }

    func addToComponents(_ value: Double, time: Int64) {
        if has(.edges) { edges.pointee.add(value, time: time) }
        if has(.reciprocal) { reciprocal.pointee.add(value) }
        if has(.energy) { energy.pointee.add(value) }
        if has(.direction) { direction.pointee.add(value) }
        if has(.quantiles) { quantiles.add(value) }
        if has(.levels) { levels.add(value) }
        if has(.distinct) { distinct.add(value) }
        if shape.components.isOrdered { addToOrdered(value, time: time) }
    }

    /// What one of the panes does not keep is left as it is.
    func mergeComponents(_ part: Pane) {
        func has(_ component: PaneComponents) -> Bool { self.has(component) && part.has(component) }
        if has(.edges) { edges.pointee.merge(part.edges.pointee) }
        if has(.reciprocal) { reciprocal.pointee.merge(part.reciprocal.pointee) }
        if has(.energy) { energy.pointee.merge(part.energy.pointee) }
        if has(.direction) { direction.pointee.merge(part.direction.pointee) }
        if has(.quantiles) { quantiles.merge(part.quantiles) }
        if has(.levels) { levels.merge(part.levels) }
        if has(.distinct) { distinct.merge(part.distinct) }
        if shape.components.isOrdered { mergeOrdered(part) }
    }

    private func at<Component>(_ offset: Int) -> UnsafeMutablePointer<Component> {
        (components + offset).assumingMemoryBound(to: Component.self)
    }
}

// What is kept of readings that come in the order of time.

extension Pane {
    private func clearOrdered() {
        if has(.timeWeighted) { timeWeighted.initialize(to: TimeWeightedSum()) }
        if has(.counter) { counter.initialize(to: CounterIncrease()) }
        for band in 0..<OrderedTerms.mostBands where has(.share(band)) { share(band).initialize(to: StateShare()) }
    }

    private func addToOrdered(_ value: Double, time: Int64) {
        let terms = shape.terms
        let hold = terms.holdNanoseconds
        if has(.timeWeighted) { timeWeighted.pointee.add(value, at: time, maximumHold: hold) }
        if has(.counter) { counter.pointee.add(value, at: time, modulus: terms.modulus) }
        for band in 0..<OrderedTerms.mostBands where has(.share(band)) {
            share(band).pointee.add(value, at: time, within: terms.band(band), maximumHold: hold)
        }
    }

    private func mergeOrdered(_ part: Pane) {
        func has(_ component: PaneComponents) -> Bool { self.has(component) && part.has(component) }
        let terms = shape.terms
        let hold = terms.holdNanoseconds
        if has(.timeWeighted) { timeWeighted.pointee.merge(part.timeWeighted.pointee, maximumHold: hold) }
        if has(.counter) { counter.pointee.merge(part.counter.pointee, modulus: terms.modulus) }
        for band in 0..<OrderedTerms.mostBands where has(.share(band)) {
            share(band).pointee.merge(part.share(band).pointee, maximumHold: hold)
        }
    }
}
