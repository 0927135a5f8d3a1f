package dev.gander.adapters.http.call;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds the operations of a path. Paths are compared as sent, without decoding; a fixed segment
/// wins over a variable one, which must not be empty.
public final class RouteTable {
  private final Node root = new Node();
  private final List<Route> routes;

  public RouteTable(List<Route> routes) {
    this.routes = List.copyOf(routes);
    this.routes.forEach(this::add);
  }

  /// A known path: its operations by method, and the raw values of its variables.
  public record Match(Map<String, Route> byMethod, List<String> values) {
    /// The operation for a method; GET's also answers HEAD.
    public Optional<Route> route(String method) {
      return Optional.ofNullable(byMethod.get(method.equals("HEAD") ? "GET" : method));
    }

    /// The value of `Allow`, as in `GET,HEAD,DELETE`.
    public String allowed() {
      return byMethod.keySet().stream()
          .map(method -> method.equals("GET") ? "GET,HEAD" : method)
          .collect(Collectors.joining(","));
    }
  }

  private static final class Node {
    final Map<String, Node> fixed = new HashMap<>();
    final Map<String, Route> byMethod = new LinkedHashMap<>();
    @Nullable Node variable;
  }

  public List<Route> routes() {
    return routes;
  }

  public Optional<Match> find(String rawPath) {
    if (!rawPath.startsWith("/")) {
      return Optional.empty();
    }
    String[] segments = rawPath.substring(1).split("/", -1);
    Deque<String> values = new ArrayDeque<>();
    Node found = find(root, segments, 0, values);
    return found == null
        ? Optional.empty()
        : Optional.of(new Match(found.byMethod, new ArrayList<>(values)));
  }

  private static @Nullable Node find(Node node, String[] segments, int at, Deque<String> values) {
    if (at == segments.length) {
      return node.byMethod.isEmpty() ? null : node;
    }
    Node fixed = node.fixed.get(segments[at]);
    Node found = fixed == null ? null : find(fixed, segments, at + 1, values);
    if (found != null || node.variable == null || segments[at].isEmpty()) {
      return found;
    }
    values.addLast(segments[at]);
    found = find(node.variable, segments, at + 1, values);
    if (found == null) {
      values.removeLast();
    }
    return found;
  }

  private void add(Route route) {
    Node node = root;
    for (String segment : route.segments()) {
      node = Route.isVariable(segment) ? variable(node) : fixed(node, segment);
    }
    if (node.byMethod.put(route.method(), route) != null) {
      throw new IllegalArgumentException("two routes: " + route.method() + " " + route.path());
    }
  }

  private static Node fixed(Node node, String segment) {
    return node.fixed.computeIfAbsent(segment, _ -> new Node());
  }

  private static Node variable(Node node) {
    if (node.variable == null) {
      node.variable = new Node();
    }
    return node.variable;
  }
}
