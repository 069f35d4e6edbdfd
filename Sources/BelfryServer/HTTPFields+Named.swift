import HTTPTypes

extension HTTPFields {
    /// The value of a field that swift-http-types has no constant for.
    ///
    /// A name that is no token is never there.
    subscript(named name: String) -> String? {
        get { HTTPField.Name(name).flatMap { self[$0] } }
        set {
            if let name = HTTPField.Name(name) { self[name] = newValue }
        }
    }
}
