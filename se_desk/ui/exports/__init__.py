"""Notes that leave for the CRM: what is new, what stays, and the very bytes before anything is written."""
