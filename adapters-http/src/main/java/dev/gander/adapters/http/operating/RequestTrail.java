package dev.gander.adapters.http.operating;

import dev.gander.domain.observe.TraceContext;
import dev.gander.domain.observe.Trail;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where the trail of a request begins: with the client's id for it, or one of our own, and the
/// trace that the client has begun.
public final class RequestTrail {
  private static final HeaderName ID = HeaderNames.create("X-Request-Id");
  private static final HeaderName TRACE = HeaderNames.create(TraceContext.NAME);

  /// Of any other one we make our own: it stands in lines of the log.
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

  private RequestTrail() {}

  public static Trail of(ServerRequest request) {
    Optional<TraceContext> origin = request.headers().first(TRACE).flatMap(TraceContext::parse);
    return Trail.ofRequest(id(request), origin);
  }

  private static String id(ServerRequest request) {
    return request
        .headers()
        .first(ID)
        .filter(given -> PLAIN.matcher(given).matches())
        .orElseGet(() -> request.socketId() + "-" + request.id());
  }
}
