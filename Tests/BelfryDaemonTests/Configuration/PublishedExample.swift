/// The two examples of the published interface, word for word.
enum PublishedExample {
    static let configuration = """
        gateway: { id: gw-north-07, city: rivertown, zone: north, location: [4.3517, 50.8466] }   # lon, lat
        store:   { path: /var/lib/belfry/belfry.db, retention: { raw: 30d, rollup_1h: 2y, rollup_1d: 10y, incidents: 10y, audit: 10y, size: 8GiB } }
        http:    { listen: 127.0.0.1:8480 }
        mqtt:
          - broker: mqtt://127.0.0.1:1883            # mqtts:// with ca, cert, key
            name: city
            username: belfry
            password_file: mqtt-password             # in $CREDENTIALS_DIRECTORY
            subscribe:
              - topic: city/{zone}/{domain}/{sensor}/{quantity}     # one MQTT level each; becomes city/+/+/+/+
                format: value                        # auto | value | json | senml | ngsi | ngsild | sparkplug | chirpstack | tts | tasmota | ...
                agency: traffic
                unit: { speed: km/h }
              - topic: env/#
                format: auto
                agency: environment
                time_zone: Europe/Brussels           # for times without one
              - topic: acme/{sensor}/up
                format: json
                mapping: { sensor: /dev/id, time: { pointer: /t, as: epoch_ms }, readings: [ { quantity: no2, pointer: /gas/no2, unit: ppb } ] }
        fleet:                                       # who is expected; a file of the same shape or CSV may be named instead
          - { sensor: tls-114, domain: traffic, zone: north, location: [4.36, 50.85], cadence: 30s }
        corridors:
          - { id: ring-east, stations: [s01, s02, s03, s04] }       # in driving direction
        rule_files: [ /etc/belfry/rules.d/*.yaml ]
        """

    static let rules = """
        rules:
          - name: no2-hour-limit
            match: { domain: air, quantity: no2 }    # values may be "a|b" or =~ "regex"
            detector: threshold                      # the default; each detector documents its own parameters
            window: { tumbling: 1h, aggregate: mean }  # absent: every reading
            above: 200 ug/m3
            clear_below: 180 ug/m3
            for: 0s
            severity: major                          # warning | minor | major | critical
            text: "NO2 {value} {unit} at {sensor}, limit {threshold}"
            runbook: https://intranet.example/no2
        """
}
