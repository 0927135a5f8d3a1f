/// Secrets as an age file, by the library Jagged. A plug-in: users of the port find it as a
/// service.
@SuppressWarnings("requires-automatic") // The library has no modules yet.
module dev.gander.adapters.age {
  requires com.exceptionfactory.jagged;
  requires com.exceptionfactory.jagged.framework;
  requires com.exceptionfactory.jagged.x25519;
  requires dev.gander.domain;
  requires static org.jspecify;

  provides dev.gander.domain.keeping.Seals with
      dev.gander.adapters.age.AgeSeals;
}
