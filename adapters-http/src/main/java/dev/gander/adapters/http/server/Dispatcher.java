package dev.gander.adapters.http.server;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Attendance;
import dev.gander.adapters.http.call.Call;
import dev.gander.adapters.http.call.ClientGone;
import dev.gander.adapters.http.call.Failures;
import dev.gander.adapters.http.call.PathValues;
import dev.gander.adapters.http.call.Query;
import dev.gander.adapters.http.call.Refusal;
import dev.gander.adapters.http.call.RequestSource;
import dev.gander.adapters.http.call.Route;
import dev.gander.adapters.http.call.RouteTable;
import dev.gander.adapters.http.operating.HealthRoutes;
import dev.gander.adapters.http.operating.RequestTrail;
import dev.gander.application.api.operating.NoteRequest;
import dev.gander.domain.access.Caller;
import dev.gander.domain.access.CurrentCaller;
import dev.gander.domain.error.GanderException;
import dev.gander.domain.error.StorageException;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Handles every request in goosed's order: host, preflight, key, path, method, decoding,
/// operation. Helidon's own routing is not used: it decodes paths before it compares them, and
/// supports neither 405 nor HEAD.
final class Dispatcher implements Filter {
  private static final System.Logger LOG = System.getLogger(Dispatcher.class.getName());

  private final HostCheck hosts;
  private final Gate gate;
  private final RouteTable routes;
  private final ClientIo client;
  private final OpenConnections connections;
  private final UnaryOperator<String> discreet;
  private final NoteRequest served;

  Dispatcher(
      HostCheck hosts,
      Gate gate,
      RouteTable routes,
      ClientIo client,
      OpenConnections connections,
      UnaryOperator<String> discreet,
      NoteRequest served) {
    this.hosts = hosts;
    this.gate = gate;
    this.routes = routes;
    this.client = client;
    this.connections = connections;
    this.discreet = discreet;
    this.served = served;
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    RequestTrail.of(request).run(() -> serve(request, response));
  }

  private void serve(RoutingRequest request, RoutingResponse response) {
    long begun = System.nanoTime();
    ClientConnection connection = connection(request);
    Visits.Visit visit = connection.enter(request.id(), ClientIo.isHttp1(request));
    Handling handling = new Handling(client.source(request));
    try {
      Answer answer = served.working(() -> answer(request, handling, attendance(visit)));
      handling.record(gate, answer);
      Answer lasting = gate.whileValid(answer.withErrorIn(discreet), handling.caller());
      // What a stream does while it is written is done for the caller, too.
      handling
          .trail()
          .run(
              () ->
                  CurrentCaller.run(
                      handling.caller(), () -> client.write(lasting, visit, request, response)));
    } catch (CloseConnectionException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, describe(request), e);
      client.replace(response, internalError(), visit, request);
    } finally {
      visit.end();
      handling.end();
      served.note(
          request.prologue().method().text(),
          handling.operation(),
          handling.status(),
          Duration.ofNanos(System.nanoTime() - begun));
    }
  }

  private ClientConnection connection(ServerRequest request) {
    return connections
        .of(request)
        .orElseThrow(() -> new CloseConnectionException("the connection was ended"));
  }

  private static Attendance attendance(Visits.Visit visit) {
    return action -> {
      visit.onLeave(action);
      visit.watch();
    };
  }

  /// The boundary: every failure of an operation ends here and becomes an answer.
  private Answer answer(ServerRequest request, Handling handling, Attendance attendance) {
    try {
      return decide(request, handling, attendance);
    } catch (Refusal e) {
      return logged(request, Answer.error(e.status(), String.valueOf(e.getMessage())), e);
    } catch (GanderException e) {
      return logged(request, Failures.answer(e), e);
    } catch (ClientGone e) {
      throw new CloseConnectionException("the client left", e);
    } catch (UnreadableBody _) {
      return Answer.error(400, "The body of the request is broken").with("connection", "close");
    } catch (SlowBody _) {
      return Answer.error(408, "The body of the request comes too slowly")
          .with("connection", "close");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CloseConnectionException("the server stops", e);
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, describe(request), e);
      return internalError();
    }
  }

  /// The answer to a failure. Failures on our side are logged here, and only here.
  private static Answer logged(ServerRequest request, Answer.Whole answer, RuntimeException cause) {
    if (cause instanceof StorageException) {
      LOG.log(Level.WARNING, describe(request), cause);
    } else if (answer.status() >= 500) {
      LOG.log(Level.INFO, "{0}: {1}", describe(request), cause.getMessage());
    }
    return answer;
  }

  private static Answer.Whole internalError() {
    return Answer.error(500, "Internal Server Error");
  }

  private static String describe(ServerRequest request) {
    return request.prologue().method().text() + " " + path(request);
  }

  private Answer decide(ServerRequest request, Handling handling, Attendance attendance)
      throws InterruptedException {
    if (HeaderSize.of(request.headers()) > HelidonListener.LONGEST_HEADERS) {
      return Answer.error(431, HeaderSize.TOO_LARGE);
    }
    if (!HealthRoutes.PATHS.contains(path(request)) && !hosts.allows(request.authority())) {
      return Answer.error(403, "This host name is not allowed; see GOOSE_ALLOWED_HOSTS");
    }
    String method = request.prologue().method().text();
    Optional<RouteTable.Match> match = routes.find(path(request));
    if (method.equals("OPTIONS")) {
      return match
          .map(known -> Answer.empty().with("allow", known.allowed()))
          .orElse(Answer.empty());
    }
    Query query = Query.of(request.prologue().query().rawValue());
    Gate.Entry entry =
        gate.enter(handling.source(), method, path(request), headers(request), query);
    if (entry instanceof Gate.Entry.Refused refused) {
      handling.refused(refused.who(), operation(match, method));
      gate.hold(refused, handling.source());
      return refused.answer();
    }
    if (match.isEmpty()) {
      return Answer.error(404, "Not Found");
    }
    Optional<Route> route = match.get().route(method);
    if (route.isEmpty()) {
      return Answer.error(405, "Method Not Allowed").with("allow", match.get().allowed());
    }
    handling.asks(route.get().id(), served.begin(method, route.get().id()));
    Supplier<Call> call =
        () -> call(route.get(), match.get(), query, request, attendance, handling.source());
    return handling
        .trail()
        .<Answer, InterruptedException>call(() -> enter(entry, route.get(), handling, call));
  }

  private static String operation(Optional<RouteTable.Match> match, String method) {
    return match.flatMap(it -> it.route(method)).map(Route::id).orElse("-");
  }

  private static Answer enter(Gate.Entry entry, Route route, Handling handling, Supplier<Call> call)
      throws InterruptedException {
    if (!(entry instanceof Gate.Entry.Admitted(Caller caller))) {
      Call open = call.get();
      handling.opened(open);
      return route.operation().answer(open);
    }
    Call made = call.get();
    handling.admitted(caller, route.id(), made);
    return CurrentCaller.call(
        caller,
        () -> {
          made.require(route.scope());
          return route.operation().answer(made);
        });
  }

  private Call call(
      Route route,
      RouteTable.Match match,
      Query query,
      ServerRequest request,
      Attendance attendance,
      RequestSource source) {
    Map<String, String> path = PathValues.of(route, match.values());
    return new Call(
        path, query, headers(request), client.body(request), route.bodyLimit(), attendance, source);
  }

  /// Over HTTP/2 there may be several headers with cookies.
  private static Function<String, Optional<String>> headers(ServerRequest request) {
    return name ->
        name.equals("cookie")
            ? request
                .headers()
                .find(HeaderNames.COOKIE)
                .map(header -> String.join("; ", header.allValues()))
            : request.headers().first(HeaderNames.create(name));
  }

  private static String path(ServerRequest request) {
    return request.prologue().uriPath().rawPath();
  }
}
