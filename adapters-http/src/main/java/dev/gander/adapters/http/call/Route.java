package dev.gander.adapters.http.call;

import dev.gander.domain.access.Scope;
import java.util.ArrayList;
import java.util.List;

/// One operation's place in the API.
///
/// @param id the operationId of the OpenAPI document
/// @param method in capitals; a GET also answers HEAD
/// @param path with names in braces, as in `/sessions/{id}/reply`
/// @param bodyLimit the maximum length of a body in bytes
/// @param scope what a key must be good for
public record Route(
    String id, String method, String path, int bodyLimit, Scope scope, Operation operation) {
  public static final int DEFAULT_LIMIT = 2 << 20;

  public static Route get(String id, String path, Operation operation) {
    return new Route(id, "GET", path, DEFAULT_LIMIT, Scope.ADMIN, operation);
  }

  public static Route post(String id, String path, Operation operation) {
    return new Route(id, "POST", path, DEFAULT_LIMIT, Scope.ADMIN, operation);
  }

  public static Route put(String id, String path, Operation operation) {
    return new Route(id, "PUT", path, DEFAULT_LIMIT, Scope.ADMIN, operation);
  }

  public static Route delete(String id, String path, Operation operation) {
    return new Route(id, "DELETE", path, DEFAULT_LIMIT, Scope.ADMIN, operation);
  }

  public Route withMebibytes(int limit) {
    return new Route(id, method, path, limit << 20, scope, operation);
  }

  /// A route needs [Scope#ADMIN] unless it says otherwise.
  public Route needing(Scope other) {
    return new Route(id, method, path, bodyLimit, other, operation);
  }

  /// The names in braces, in order.
  List<String> variables() {
    List<String> names = new ArrayList<>();
    for (String segment : segments()) {
      if (isVariable(segment)) {
        names.add(segment.substring(1, segment.length() - 1));
      }
    }
    return names;
  }

  List<String> segments() {
    return List.of(path.substring(1).split("/", -1));
  }

  static boolean isVariable(String segment) {
    return segment.startsWith("{");
  }
}
