package dev.gander.adapters.acp.connection;

import dev.gander.adapters.acp.rpc.RpcError;
import dev.gander.domain.error.GanderException;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import java.lang.System.Logger.Level;

/// What a client is told about a failure, also one that its method has not explained.
final class FailedMethod {
  private static final System.Logger LOG = System.getLogger(FailedMethod.class.getName());

  private FailedMethod() {}

  static RpcError explain(String method, Json params, Throwable failure) {
    return switch (failure) {
      case RpcError e -> e;
      case InvalidShape e -> malformed(method, params, String.valueOf(e.getMessage()));
      case InvalidInput e -> RpcError.invalidParams(e.text());
      case NotFound e -> RpcError.notFound(e.text());
      case GanderException e -> {
        LOG.log(Level.INFO, "{0}: {1}", method, e.text());
        yield RpcError.internal(e.text());
      }
      default -> {
        LOG.log(Level.ERROR, method, failure);
        yield RpcError.internal("Internal error");
      }
    };
  }

  /// Clients know the sentence about a missing member without its place.
  private static String withoutPlace(String problem) {
    int missing = problem.lastIndexOf("missing field `");
    return missing < 0 ? problem : problem.substring(missing);
  }

  /// goose's own methods explain it in a text, those of the protocol in an object.
  private static RpcError malformed(String method, Json params, String problem) {
    boolean isCustom = method.startsWith("_") || method.equals("session/delete");
    return isCustom
        ? RpcError.invalidParams(withoutPlace(problem))
        : RpcError.malformed(
            params instanceof JsonObject object ? object : JsonObject.EMPTY, problem);
  }
}
