/// Sessions as clients list them.
@NullMarked
package dev.gander.adapters.acp.session;

import org.jspecify.annotations.NullMarked;
