internal import Glibc

/// The clock that no administrator and no time server can turn back.
enum MonotonicClock {
    /// Nanoseconds since some instant in the past.
    static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}

/// Waiting for descriptors.
enum Poll {
    /// Waits until a descriptor is readable or the time is over; a negative time waits for ever.
    static func wait(_ descriptor: Int32, milliseconds: Int32) {
        wait(reading: [descriptor], writing: nil, milliseconds: milliseconds)
    }

    /// Waits until one of the descriptors is ready or the time is over.
    static func wait(reading: [Int32], writing: Int32?, milliseconds: Int32) {
        var descriptors = reading.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        if let writing { descriptors.append(pollfd(fd: writing, events: Int16(POLLOUT), revents: 0)) }
        poll(&descriptors, nfds_t(descriptors.count), milliseconds)
    }
}
