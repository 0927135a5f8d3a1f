/// The in-memory twins of the ports for keys, ownership and the audit log, and their contracts.
@NullMarked
package dev.gander.testkit.access;

import org.jspecify.annotations.NullMarked;
