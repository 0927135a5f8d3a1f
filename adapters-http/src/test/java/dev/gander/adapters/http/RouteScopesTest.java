package dev.gander.adapters.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.adapters.http.call.Route;
import dev.gander.domain.access.Scope;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a key must be good for, over the whole table.
class RouteScopesTest {
  /// Nobody needs a key there.
  private static final Set<String> OPEN =
      Set.of(
          "health_live",
          "health_ready",
          "status",
          "get_features",
          "mcp_ui_proxy",
          "mcp_app_proxy",
          "get_mcp_app_guest",
          "store_mcp_app_guest",
          "api_page",
          "api_page_script",
          "api_page_library",
          "api_page_style",
          "console",
          "console_page",
          "console_file",
          "console_folder_file",
          "console_version_file",
          "start_console_session");

  private static final Set<String> ENDLESS = Set.of("approval_events", "follow_news");

  private static KeyedApi api;
  private static List<Route> routes;

  @BeforeAll
  static void start() {
    api = new KeyedApi();
    routes = TestServer.operations(PublishedOperations.noUseCases(), _ -> true, TestServer.echo());
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void everyOperationSaysWhatItNeeds() {
    assertEquals(
        routes.stream().map(Route::id).collect(Collectors.toCollection(TreeSet::new)),
        new TreeSet<>(RouteScopes.byOperation().keySet()));
  }

  @Test
  void anOperationThatSaysNothingIsForAdministrators() {
    assertEquals(Scope.ADMIN, RouteScopes.declared(Route.get("new", "/new", _ -> null)).scope());
  }

  /// What it looks at is not changed by looking. Everybody signs in and out.
  @Test
  void whoMayReadChangesNothing() {
    Set<String> posts =
        routes.stream()
            .filter(route -> route.scope() == Scope.READ && !route.method().equals("GET"))
            .map(Route::id)
            .collect(Collectors.toCollection(TreeSet::new));

    assertEquals(
        new TreeSet<>(
            Set.of(
                "acp",
                "check_policy",
                "create_console_code",
                "decode_recipe",
                "encode_recipe",
                "end_console_session",
                "get_canonical_model_info",
                "get_provider_model_info",
                "parse_recipe",
                "recipe_to_yaml",
                "scan_recipe",
                "send_telemetry_event",
                "start_console_session",
                "store_mcp_app_guest")),
        posts);
  }

  @ParameterizedTest
  @EnumSource
  void aKeyWithoutTheScopeIsToldWhichOneItLacks(Scope missing) {
    Scope[] others =
        Set.of(Scope.values()).stream()
            .filter(scope -> scope != missing && scope != Scope.ADMIN)
            .toArray(Scope[]::new);
    KeyedApi.Holder holder = api.key("without " + missing, others);
    List<String> wrong = new ArrayList<>();
    for (Route route : routes) {
      if (route.scope() == missing && !OPEN.contains(route.id())) {
        HttpResponse<String> answer = ask(holder, route);
        String expected =
            "403 {\"message\":\"This key lacks the scope `%s`\"}".formatted(missing.wire());
        if (!expected.equals(answer.statusCode() + " " + answer.body())) {
          wrong.add(route.id() + " " + answer.statusCode() + " " + answer.body());
        }
      }
    }

    assertEquals(List.of(), wrong);
  }

  /// They wait for a browser, or have no end.
  private static boolean isLasting(Route route) {
    return route.path().startsWith("/handle_") || ENDLESS.contains(route.id());
  }

  @ParameterizedTest
  @EnumSource
  void aKeyWithTheScopeIsLetIn(Scope scope) {
    KeyedApi.Holder holder = api.key("with " + scope, scope);
    List<String> wrong = new ArrayList<>();
    for (Route route : routes) {
      if (route.scope() == scope && !OPEN.contains(route.id()) && !isLasting(route)) {
        HttpResponse<String> answer = ask(holder, route);
        if (answer.statusCode() == 401 || answer.statusCode() == 403) {
          wrong.add(route.id() + " " + answer.statusCode() + " " + answer.body());
        }
      }
    }

    assertEquals(List.of(), wrong);
  }

  /// With a body that is refused, so that nothing happens.
  private static HttpResponse<String> ask(KeyedApi.Holder holder, Route route) {
    String path = route.path().replaceAll("\\{[^}]*}", "none");
    return holder.send(route.method(), path, route.method().equals("GET") ? null : "[]");
  }
}
