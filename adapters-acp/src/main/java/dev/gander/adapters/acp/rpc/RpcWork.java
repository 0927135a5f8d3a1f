package dev.gander.adapters.acp.rpc;

/// What a request asks for. Runs on a thread of its own, beside other requests.
@FunctionalInterface
public interface RpcWork {
  /// @throws RpcError the error to answer with
  RpcResult run() throws InterruptedException;
}
