"""Pictures of figures; what draws them is loaded when the first one is asked for."""
