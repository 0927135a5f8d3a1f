package dev.gander.domain.observe;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/// A request to the server of an extension, with its answer.
///
/// @param subject the tool or prompt that it is about; empty if it names none
/// @param id the number of the request in its connection
/// @param version of the protocol that both speak; empty as long as that is not settled
/// @param server where it is, its name not looked up; empty if it is a program on our pipes
/// @param error empty if there was a result; otherwise the server's code, or one of few words
public record ServerExchange(
    String method,
    String subject,
    long id,
    String version,
    Optional<InetSocketAddress> server,
    Duration lasting,
    Optional<String> error) {
  private static final String TOOL_CALL = "tools/call";

  /// Whether it is what a tool call consists of.
  public boolean isToolCall() {
    return method.equals(TOOL_CALL);
  }
}
