package dev.nightmail.local.kafka;

import kafka.Kafka;
import kafka.tools.StorageTool;

/** A Kafka node: formats its storage the first time, then serves until it is told to stop. */
public final class KafkaNode {
    /** Any fixed id will do: the node is a cluster of its own. */
    private static final String CLUSTER_ID = "bmlnaHRtYWlsLWxvY2FsMA";

    private KafkaNode() {}

    public static void main(String[] args) {
        String properties = args[0];
        String[] format = {
            "format", "--cluster-id", CLUSTER_ID, "--config", properties, "--ignore-formatted"
        };
        int status = StorageTool.execute(format, System.out);
        if (status != 0) {
            System.exit(status);
        }
        Kafka.main(new String[] {properties});
    }
}
