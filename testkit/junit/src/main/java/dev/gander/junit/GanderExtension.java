package dev.gander.junit;

import dev.gander.bootstrap.GanderBuilder;
import dev.gander.bootstrap.GanderServer;
import dev.gander.client.Chat;
import dev.gander.client.GanderClient;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/// What [GanderTest] does. Registered by hand it takes changes to the server that need code:
///
///     @RegisterExtension
///     static final GanderExtension GANDER =
///         new GanderExtension(server -> server.extensions(new StockConnector(stock)));
///
/// Beside the annotation, which then has no effect on it, or without it.
public final class GanderExtension implements ParameterResolver {
  private static final List<Class<?>> OFFERED =
      List.of(ScriptedModel.class, GanderClient.class, Chat.class, GanderServer.class);

  private final Namespace namespace = Namespace.create(GanderExtension.class, this);
  private final Consumer<GanderBuilder> change;

  public GanderExtension() {
    this(_ -> {});
  }

  /// @param change applied to each server before it starts
  public GanderExtension(Consumer<GanderBuilder> change) {
    this.change = change;
  }

  /// A constructor gets what its test gets.
  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return OFFERED.contains(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Surroundings found = surroundings(context);
    return switch (parameter.getParameter().getType()) {
      case Class<?> type when type == ScriptedModel.class -> found.model();
      case Class<?> type when type == GanderServer.class -> found.server();
      case Class<?> type when type == GanderClient.class -> found.client();
      case Class<?> type when type == Chat.class -> found.newChat();
      case Class<?> type -> throw new ParameterResolutionException("nothing is known of " + type);
    };
  }

  private Surroundings surroundings(ExtensionContext context) {
    Wishes wishes =
        annotation(context)
            .map(Wishes::of)
            .orElseGet(() -> new Wishes(false, "auto", List.of(), List.of()));
    ExtensionContext owner = wishes.perClass() ? outermostClass(context) : context;
    return owner
        .getStore(namespace)
        .computeIfAbsent(
            Surroundings.class, _ -> Surroundings.start(wishes, change), Surroundings.class);
  }

  private static Optional<GanderTest> annotation(ExtensionContext context) {
    return AnnotationSupport.findAnnotation(
        context.getRequiredTestClass(), GanderTest.class, context.getEnclosingTestClasses());
  }

  private static ExtensionContext outermostClass(ExtensionContext context) {
    ExtensionContext outermost = context;
    for (Optional<ExtensionContext> parent = context.getParent();
        parent.filter(it -> it.getTestClass().isPresent()).isPresent();
        parent = parent.get().getParent()) {
      outermost = parent.get();
    }
    return outermost;
  }
}
