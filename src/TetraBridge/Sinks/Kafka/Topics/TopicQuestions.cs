using Confluent.Kafka;
using static TetraBridge.Sinks.Kafka.LibRdKafka;
using static TetraBridge.Sinks.Kafka.LibRdKafkaAdmin;
using static TetraBridge.Sinks.Kafka.Topics.LibRdKafkaTopics;

namespace TetraBridge.Sinks.Kafka.Topics;

/// <summary>
/// Questions about topics that the producer itself asks: a second client would log in a second time, and its threads could outlive the one
/// that asked. Calls block, and the producer must not be destroyed under them.
/// </summary>
internal static unsafe class TopicQuestions
{
    private const int ErrorLength = 512;

    /// <summary>Whether the topic is there; it is not made by the question (allow.auto.create.topics).</summary>
    public static ErrorCode Find(nint producer, nint topic, int milliseconds)
    {
        RdKafkaMetadata* answer;
        if (rd_kafka_metadata(producer, 0, topic, &answer, milliseconds) is not 0 and var error)
        {
            return (ErrorCode)error;
        }

        var found = answer->TopicCount == 1 ? (ErrorCode)answer->Topics[0].Error : ErrorCode.UnknownTopicOrPart;
        rd_kafka_metadata_destroy(answer);
        return found == ErrorCode.LeaderNotAvailable ? ErrorCode.NoError : found;
    }

    /// <summary>Creates the topic; no error where it is there already.</summary>
    public static ErrorCode Create(nint producer, string name, int partitions, int replication, int milliseconds)
    {
        var words = stackalloc byte[ErrorLength];
        var wanted = rd_kafka_NewTopic_new(name, partitions, replication, words, ErrorLength);
        if (wanted == 0)
        {
            return ErrorCode.Local_InvalidArg;
        }

        var options = rd_kafka_AdminOptions_new(producer, CreateTopicsOperation);
        var queue = rd_kafka_queue_new(producer);
        _ = rd_kafka_AdminOptions_set_request_timeout(options, milliseconds, words, ErrorLength);
        _ = rd_kafka_AdminOptions_set_operation_timeout(options, milliseconds, words, ErrorLength);
        rd_kafka_CreateTopics(producer, &wanted, 1, options, queue);
        var answer = rd_kafka_queue_poll(queue, 2 * milliseconds);
        var error = answer == 0 ? ErrorCode.Local_TimedOut : Created(answer);
        if (answer != 0)
        {
            rd_kafka_event_destroy(answer);
        }

        rd_kafka_queue_destroy(queue);
        rd_kafka_AdminOptions_destroy(options);
        rd_kafka_NewTopic_destroy(wanted);
        return error == ErrorCode.TopicAlreadyExists ? ErrorCode.NoError : error;
    }

    private static ErrorCode Created(nint answer)
    {
        if (rd_kafka_event_error(answer) is not 0 and var error)
        {
            return (ErrorCode)error;
        }

        nuint count = 0;
        var topics = rd_kafka_CreateTopics_result_topics(rd_kafka_event_CreateTopics_result(answer), &count);
        return count == 1 ? (ErrorCode)rd_kafka_topic_result_error(topics[0]) : ErrorCode.Local_BadMsg;
    }
}
