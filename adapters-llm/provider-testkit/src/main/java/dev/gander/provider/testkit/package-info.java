/// Contracts of providers over HTTP and the server that they are run against. Start at
/// `BrokenStreamContract`.
@NullMarked
package dev.gander.provider.testkit;

import org.jspecify.annotations.NullMarked;
