/// In-memory twins of the ports for apps, and the contracts of both.
@NullMarked
package dev.gander.testkit.app;

import org.jspecify.annotations.NullMarked;
