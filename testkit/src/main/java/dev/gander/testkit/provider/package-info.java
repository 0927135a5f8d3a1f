/// Doubles and contracts for the provider ports: scripted models, a small catalog, and the tests
/// that every provider has to pass.
@NullMarked
package dev.gander.testkit.provider;

import org.jspecify.annotations.NullMarked;
