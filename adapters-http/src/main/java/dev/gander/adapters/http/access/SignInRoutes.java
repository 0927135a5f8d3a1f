package dev.gander.adapters.http.access;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Call;
import dev.gander.adapters.http.call.Refusal;
import dev.gander.adapters.http.call.Route;
import dev.gander.domain.access.Caller;
import dev.gander.domain.access.Scope;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How a browser comes to a ticket, shows who it is, and gives the ticket back. The key is in the
/// body of one request and never in an address.
public final class SignInRoutes {
  private static final String CONSOLE = "/gander/v1/console/";
  private static final String SESSION = CONSOLE + "session";
  private static final String CODES = CONSOLE + "codes";

  private final BrowserSignIns signIns;
  private final OpenGate keys;

  public SignInRoutes(BrowserSignIns signIns, OpenGate keys) {
    this.signIns = signIns;
    this.keys = keys;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("get_console_session", SESSION, SignInRoutes::show),
        Route.post("start_console_session", SESSION, this::signIn),
        Route.delete("end_console_session", SESSION, this::signOut),
        Route.post("create_console_code", CODES, this::code));
  }

  /// Whether a path is one of these.
  public static boolean contain(String path) {
    return path.equals(SESSION) || path.equals(CODES);
  }

  /// Whether it is the request of someone who has no key yet.
  public static boolean isSignIn(String method, String path) {
    return method.equals("POST") && path.equals(SESSION);
  }

  private static Answer show(Call call) {
    Caller caller = call.caller();
    List<String> scopes =
        List.of(Scope.values()).stream().filter(caller::may).map(Scope::wire).toList();
    return Answer.json(
            JsonObject.builder()
                .put("key", caller.key().value())
                .put("scopes", JsonArray.ofTexts(scopes))
                .build())
        .with("cache-control", "no-store");
  }

  /// The code counts if both are there.
  private record Proof(@Nullable String key, @Nullable String code) {
    static Proof read(JsonFields fields) {
      return new Proof(fields.optionalText("key"), fields.optionalText("code"));
    }

    boolean isEmpty() {
      return key == null && code == null;
    }

    /// Does not show them.
    @Override
    public String toString() {
      return "a key or a code";
    }
  }

  private Answer signIn(Call call) throws InterruptedException {
    if (!TicketCookie.maySignIn(call)) {
      throw new Refusal(403, "Only the console's own page signs in");
    }
    Proof proof = call.body(Proof::read);
    if (proof.isEmpty()) {
      throw new Refusal(401, "A key or a code is needed");
    }
    String key = key(call, proof);
    Passes tickets = signIns.tickets();
    return Answer.json(JsonObject.of("expires_in", Json.of(tickets.life().toSeconds())))
        .with("cache-control", "no-store")
        .with("set-cookie", TicketCookie.header(call, tickets.issue(key), tickets.life()));
  }

  private String key(Call call, Proof proof) throws InterruptedException {
    if (proof.code() == null) {
      String key = Objects.requireNonNullElse(proof.key(), "").strip();
      var _ = keys.require(call, key);
      return key;
    }
    Optional<String> key = signIns.codes().take(proof.code());
    var _ = keys.requireOfCode(call, key);
    return key.orElseThrow();
  }

  private Answer signOut(Call call) {
    TicketCookie.ticket("DELETE", call::header, call.authority())
        .ifPresent(signIns.tickets()::take);
    return Answer.noContent().with("set-cookie", TicketCookie.header(call, "", Duration.ZERO));
  }

  /// A code stands for the key with which it is asked for.
  private Answer code(Call call) {
    String key =
        given(call).stream()
            .filter(text -> keys.keys().holder(text).isPresent())
            .findFirst()
            .orElseThrow(() -> new Refusal(401, "Unauthorized"));
    Passes codes = signIns.codes();
    String code = codes.issue(key);
    return Answer.json(
            JsonObject.builder()
                .put("code", code)
                .put("path", CONSOLE + "#code=" + code)
                .put("expires_in", codes.life().toSeconds())
                .build())
        .with("cache-control", "no-store");
  }

  private List<String> given(Call call) {
    List<String> inHeaders = GivenKeys.in(call::header);
    return inHeaders.isEmpty()
        ? TicketCookie.ticket("POST", call::header, call.authority())
            .flatMap(signIns.tickets()::key)
            .stream()
            .toList()
        : inHeaders;
  }
}
