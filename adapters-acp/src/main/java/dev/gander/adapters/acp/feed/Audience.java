package dev.gander.adapters.acp.feed;

import dev.gander.adapters.acp.client.ClientCapabilities;
import dev.gander.adapters.acp.rpc.RpcPeer;
import dev.gander.application.api.UseCases;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The client that is told of sessions.
///
/// @param mayApprove whether it may answer whether a tool may run
/// @param prompts by the id of their run
record Audience(
    RpcPeer rpc,
    UseCases use,
    boolean mayApprove,
    Supplier<ClientCapabilities> capabilities,
    Map<String, RunningPrompt> prompts) {
  Audience(
      RpcPeer rpc, UseCases use, boolean mayApprove, Supplier<ClientCapabilities> capabilities) {
    this(rpc, use, mayApprove, capabilities, new ConcurrentHashMap<>());
  }

  /// The client's own prompt; null for a run of somebody else.
  @Nullable RunningPrompt prompt(String runId) {
    return prompts.get(runId);
  }
}
