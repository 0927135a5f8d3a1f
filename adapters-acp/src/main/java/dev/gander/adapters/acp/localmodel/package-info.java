/// Models that run on this machine.
@NullMarked
package dev.gander.adapters.acp.localmodel;

import org.jspecify.annotations.NullMarked;
