extension Ingest {
    /// Nodes that have to publish their birth certificates again, since the last call; a node at most once a minute.
    ///
    /// The caller publishes `Node Control/Rebirth` for each; nothing is lost if it does so later.
    public mutating func takeRebirthRequests() -> [RebirthRequest] {
        buffer.sparkplug.rebirths.takePending()
    }
}
