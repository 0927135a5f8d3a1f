package dev.gander.adapters.http.app;

import dev.gander.adapters.http.access.OpenGate;
import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Call;
import dev.gander.adapters.http.call.Query;
import dev.gander.adapters.http.call.Refusal;
import dev.gander.adapters.http.call.Route;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The pages in which clients show the user interfaces of extensions: one for apps, which gets the
/// app by message and shows it in an inner frame as a guest, and one for older interfaces. A frame
/// cannot send headers: these operations take the key from the query or the body.
///
/// The key is in the address of our own pages, and therefore nowhere in the reach of a guest: it
/// has another origin, and its address carries a key of its own, which is good for one use.
public final class FrameRoutes {
  private static final String HTML = "text/html; charset=utf-8";
  private static final String REFERRER = "referrer-policy";

  /// Longer ones would not fit in the headers that clients accept.
  private static final int LONGEST_POLICY = 8_192;

  /// In mebibytes: the largest app, with room for the escapes of JSON. goosed takes two, and shows
  /// what is larger, like most pages that draw, in a frame that could read the key.
  private static final int LARGEST_GUEST = 20;

  private final OpenGate keys;
  private final AppGuests guests;
  private final String appPage;
  private final String uiPage;

  public FrameRoutes(OpenGate keys) {
    this.keys = keys;
    this.guests = new AppGuests(System::nanoTime);
    this.appPage = resource("app-frame.html");
    this.uiPage = resource("ui-frame.html");
  }

  private static String resource(String name) {
    try (InputStream page = FrameRoutes.class.getResourceAsStream(name)) {
      if (page == null) {
        throw new IllegalStateException(name + " is missing from the program");
      }
      return new String(page.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public List<Route> routes() {
    return List.of(
        Route.get("mcp_ui_proxy", "/mcp-ui-proxy", this::uiFrame),
        Route.get("mcp_app_proxy", "/mcp-app-proxy", this::appFrame),
        Route.get("get_mcp_app_guest", "/mcp-app-guest", this::guest),
        Route.post("store_mcp_app_guest", "/mcp-app-guest", this::storeGuest)
            .withMebibytes(LARGEST_GUEST));
  }

  private Answer uiFrame(Call call) throws InterruptedException {
    var _ = keys.require(call, call.query().text("secret"));
    return page(uiPage, "no-referrer");
  }

  private Answer appFrame(Call call) throws InterruptedException {
    String secret = call.query().text("secret");
    AppPolicy policy = AppPolicy.of(call.query());
    var _ = keys.require(call, secret);
    return page(
        appPage
            .replace("{{POLICY}}", escaped(policy.ofFrame()))
            .replace("{{GUEST_POLICY}}", escaped(policy.ofGuest())),
        "no-referrer");
  }

  private static String escaped(String attribute) {
    return attribute.replace("&", "&amp;");
  }

  private record Guest(String secret, String html, @Nullable String policy) {
    static Guest read(JsonFields fields) {
      return new Guest(fields.text("secret"), fields.text("html"), fields.optionalText("csp"));
    }
  }

  private Answer storeGuest(Call call) throws InterruptedException {
    Guest guest = call.body(Guest::read);
    var _ = keys.require(call, guest.secret());
    AppGuests.Ticket ticket = guests.add(guest.html(), policy(guest));
    return Answer.json(
        JsonObject.of("nonce", Json.of(ticket.nonce())).with("secret", Json.of(ticket.secret())));
  }

  /// Who asks for nothing gets what an app gets that declares nothing.
  private static String policy(Guest guest) {
    return guest.policy() == null || guest.policy().isBlank()
        ? AppPolicy.NOTHING.ofGuest()
        : guest.policy();
  }

  private Answer guest(Call call) throws InterruptedException {
    Query query = call.query();
    String secret = query.text("secret");
    String nonce = query.text("nonce");
    if (!guests.admits(nonce, secret)) {
      var _ = keys.require(call, secret);
    }
    AppGuests.Page guest =
        guests
            .take(nonce)
            .orElseThrow(() -> new Refusal(404, "Guest content not found or already consumed"));
    return page(guest.html(), "strict-origin")
        .with("content-security-policy", header(guest.policy()));
  }

  private static String header(String policy) {
    boolean fits =
        policy.length() <= LONGEST_POLICY
            && policy.chars().allMatch(c -> c == '\t' || (c >= ' ' && c <= '~'));
    if (!fits) {
      throw new Refusal(400, "The content security policy cannot be sent as a header");
    }
    return policy;
  }

  private static Answer.Whole page(String html, String referrers) {
    return Answer.bytes(HTML, html.getBytes(StandardCharsets.UTF_8))
        .with(REFERRER, referrers)
        .with("cache-control", "no-store")
        .with("x-content-type-options", "nosniff");
  }
}
