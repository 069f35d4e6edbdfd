/// What a parking spot says of itself.
enum NGSISpotState {
    /// 1 for a taken spot, 0 for a free one; nil for one that is closed or does not know.
    static func number(of state: JSONValue) -> Double? {
        if state.isText("occupied") { return 1 }
        return state.isText("free") ? 0 : nil
    }
}
