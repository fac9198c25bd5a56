package io.github.linemaac.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What a worker says of a connector.
 *
 * @param state {@code RUNNING}, {@code PAUSED}, {@code STOPPED}, {@code FAILED}, {@code UNASSIGNED}
 * @param trace the stack trace of a connector that failed, otherwise empty
 * @param tasks its tasks
 */
public record ConnectorStatus(String state, String trace, List<Task> tasks) {

  /**
   * What a worker says of a task.
   *
   * @param id 0 for the first
   * @param state as of a connector
   * @param trace the stack trace of a task that failed, otherwise empty
   * @param workerId host and port of the worker that has it
   */
  public record Task(int id, String state, String trace, String workerId) {}

  static ConnectorStatus of(JsonNode status) {
    return new ConnectorStatus(
        status.at("/connector/state").asText(),
        status.at("/connector/trace").asText(""),
        StreamSupport.stream(status.path("tasks").spliterator(), false)
            .map(
                task ->
                    new Task(
                        task.path("id").asInt(),
                        task.path("state").asText(),
                        task.path("trace").asText(""),
                        task.path("worker_id").asText()))
            .toList());
  }

  /** Whether the connector and every task of it are in this state, and there is a task at all. */
  public boolean isAll(String wanted) {
    return state.equals(wanted)
        && !tasks.isEmpty()
        && tasks.stream().allMatch(task -> task.state().equals(wanted));
  }

  /** The stack traces of whatever has failed; none if nothing has. */
  public List<String> traces() {
    return Stream.concat(Stream.of(trace), tasks.stream().map(Task::trace))
        .filter(text -> !text.isEmpty())
        .toList();
  }
}
