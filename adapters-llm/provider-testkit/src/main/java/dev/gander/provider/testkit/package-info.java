/// Contracts of providers over HTTP, and what it takes to run them: a server that plays answers and
/// mishaps ([ModelService]), settings, time, and a user with a browser ([Visitor]). A test extends
/// [ServiceTest] and implements [HttpProviderContract]; [ServiceFailureContract] alone is for
/// services whose answers come whole. They know providers by their port only, so that one need not
/// be written with the kit.
@NullMarked
package dev.gander.provider.testkit;

import org.jspecify.annotations.NullMarked;
