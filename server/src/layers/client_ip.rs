//! Who asks, by address: the peer, or what a trusted proxy says.

use std::net::{IpAddr, SocketAddr};

use axum::{extract::ConnectInfo, http::Extensions, http::HeaderMap};

/// The address that limits count by. IPv6 addresses count by their /64, which is one household or
/// office.
pub fn client_ip(headers: &HeaderMap, extensions: &Extensions, trusted_header: Option<&str>) -> Option<IpAddr> {
    let said = trusted_header.and_then(|name| {
        let value = headers.get_all(name).iter().next_back()?.to_str().ok()?;
        // Each proxy appends; the last entry is the one our own proxy wrote.
        value.rsplit(',').next()?.trim().parse().ok()
    });
    let peer = || extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip());
    said.or_else(peer).map(network)
}

fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            IpAddr::from([a, b, c, d, 0, 0, 0, 0])
        }
        v4 @ IpAddr::V4(_) => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_trusted_header_is_believed_and_only_its_last_address() {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", "203.0.113.9, 198.51.100.7".parse().unwrap());
        let mut extensions = Extensions::new();
        extensions.insert(ConnectInfo(SocketAddr::from(([192, 0, 2, 1], 4))));
        assert_eq!(client_ip(&headers, &extensions, None), "192.0.2.1".parse().ok());
        assert_eq!(client_ip(&headers, &extensions, Some("x-forwarded-for")), "198.51.100.7".parse().ok());
        assert_eq!(client_ip(&headers, &extensions, Some("x-real-ip")), "192.0.2.1".parse().ok());
    }

    #[test]
    fn an_ipv6_neighbour_counts_together() {
        assert_eq!(network("2001:db8:1:2:aaaa::1".parse().unwrap()), network("2001:db8:1:2:bbbb::2".parse().unwrap()));
        assert_eq!(network("::ffff:192.0.2.1".parse().unwrap()), "192.0.2.1".parse::<IpAddr>().unwrap());
    }
}
