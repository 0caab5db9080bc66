"""What people are for or against that is neither actor nor event: a reform, a price cap, a pipeline; its mentions put together."""
