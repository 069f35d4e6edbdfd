/// What the inputs of a target go through.
protocol FuzzDoor {
    /// Takes one input; whatever it is, nothing may trap and no promise may break.
    func take(_ input: UnsafeRawBufferPointer)
}
