/// `goosed sessions`, at a server or on the database of this machine.
@NullMarked
package dev.gander.adapters.cli.session;

import org.jspecify.annotations.NullMarked;
